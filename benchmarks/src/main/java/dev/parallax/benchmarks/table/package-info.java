/** The one table of all measurements: its sections, its rows, and what a run of them stands on. */
package dev.parallax.benchmarks.table;
