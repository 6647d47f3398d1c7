/**
 * A read-only page for people who would rather look: regions, decisions and failovers as the topics
 * tell them, read only while somebody looks and by clients of its own, so that nobody who looks can
 * hold up the topology.
 */
package dev.parallax.health.console;
