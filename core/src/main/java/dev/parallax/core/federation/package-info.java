/**
 * How regions with control planes of their own judge and move work together (F8, P7): what each
 * tells the others of itself, what counts of it and for how long, and the council that agrees on
 * the failover state by {@link dev.parallax.core.quorum}. Pure.
 */
package dev.parallax.core.federation;
