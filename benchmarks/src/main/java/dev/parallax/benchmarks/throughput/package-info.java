/**
 * Sections of the table that run the real router, and others beside it, on a broker of their own.
 */
package dev.parallax.benchmarks.throughput;
