/**
 * What a routing decision may look at: agents, regions and patterns as one immutable snapshot that
 * shares its structure with the snapshots before and after it.
 */
package dev.parallax.core.fleet;
