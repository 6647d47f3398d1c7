/** The router beside a topology that does nothing but the same input and output. */
package dev.parallax.benchmarks.throughput;
