/**
 * The drill of replication: what is applied in one region is seen in all, and what is excluded
 * never leaves it.
 */
package dev.parallax.cli.drills.replication;
