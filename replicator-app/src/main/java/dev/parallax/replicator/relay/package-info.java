/**
 * P4 within a region: the region's own outcomes are written to the topics that replication carries
 * to other regions, each no earlier than its delay after it happened, once, and without the values
 * of requests that are bound to regions (R5).
 */
package dev.parallax.replicator.relay;
