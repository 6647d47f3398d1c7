/**
 * What becomes of an execution after it was routed: answers come in, deadlines pass, one outcome
 * goes out. Pure: the time is an argument.
 */
package dev.parallax.core.execution;
