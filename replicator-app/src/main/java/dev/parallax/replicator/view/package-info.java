/**
 * The view of patterns in one region (P2): out of the region's own topic of patterns and the copies
 * of the others', per name the greatest revision, excluded names of other regions left out (P1).
 */
package dev.parallax.replicator.view;
