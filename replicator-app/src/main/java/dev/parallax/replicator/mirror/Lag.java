package dev.parallax.replicator.mirror;

/**
 * What of a source is not copied yet.
 *
 * @param records committed records, at most: offsets that were compacted away count as well
 * @param seconds age of the oldest of them; 0 if there are none
 */
record Lag(long records, double seconds) {}
