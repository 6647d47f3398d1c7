/**
 * Which version of a pattern stands (P2): how versions compare, and what publishing one more leads
 * to. Pure.
 */
package dev.parallax.core.pattern;
