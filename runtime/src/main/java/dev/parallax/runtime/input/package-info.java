/**
 * What strangers send, strictly read: execution requests, Avro or JSON, to requests that can be
 * routed, or refusals; and the values of agents' answers.
 */
package dev.parallax.runtime.input;
