/** The replicator application. Replication between regional clusters is not available yet. */
package dev.parallax.replicator;
