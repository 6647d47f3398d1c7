/**
 * Routing cases: what the router must decide, as data. Read from files with their configuration,
 * fleet and patterns, and judged without any cluster by the code that the router runs.
 */
package dev.parallax.cli.cases;
