/** Changes of the failover state as people read them, and the log of them (F7). */
package dev.parallax.cli.failovers;
