/**
 * Commands about what is copied between the clusters of regions: how the copying stands, stopping
 * it and letting it go on, and whether the copies are the same as what they were copied from.
 */
package dev.parallax.cli.replication;
