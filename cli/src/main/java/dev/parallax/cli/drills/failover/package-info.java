/**
 * The failover drill: steady requests while the active region fails again and again; what came of
 * them is told from the topics alone, by rules F2, F3, R5 and X9 written a second time and plainly.
 */
package dev.parallax.cli.drills.failover;
