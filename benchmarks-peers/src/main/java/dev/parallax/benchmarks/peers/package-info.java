/**
 * The router's way from a request to its task, written with Apache Camel and with Apache Flink: the
 * same records, the same decision by the same code, other plumbing.
 */
package dev.parallax.benchmarks.peers;
