/**
 * P6: whether ids of schemas mean the same in the registries of two regions, asked before anything
 * is copied between them, and of a copy that cannot be read.
 */
package dev.parallax.replicator.registry;
