/**
 * What is copied between the clusters of regions, decided from the configuration alone: which
 * topics, under which names, and which names never leave their region (P1, P5).
 */
package dev.parallax.core.replication;
