/**
 * The replicator application: one process per region of a federated installation. It merges what
 * all regions know of patterns into the view that the region's routers read, and runs, beside that,
 * the parts that carry records between clusters.
 */
package dev.parallax.replicator;
