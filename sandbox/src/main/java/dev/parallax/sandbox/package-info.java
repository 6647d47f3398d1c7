/**
 * Real brokers, a real schema registry, delayed links between regions and child processes, on the
 * loopback interface of one machine: for {@code parallax up} and for integration tests.
 */
package dev.parallax.sandbox;
