/**
 * The copying itself: one MirrorMaker 2 instance per flow into this region, set up from the
 * configuration, watched, and set up anew whenever something is in its way (P1, P5, P6). Everything
 * about a flow is decided where it ends: the replicator of its target.
 */
package dev.parallax.replicator.mirror;
