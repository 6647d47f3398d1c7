/**
 * Feeds what nobody should send to the topologies of all apps, without Kafka: valid records of
 * every topic that they read, and the same spoilt in every way, until one of them throws, writes
 * what a broker would refuse, or does its work no more. Configurations and patterns are spoilt
 * likewise.
 */
package dev.parallax.benchmarks.fuzz;
