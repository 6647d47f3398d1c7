package dev.parallax.cli.check;

/**
 * A request, without its input.
 *
 * @param at the record
 * @param appendedAt when the broker received it, ms since the epoch
 * @param bounds where it may be worked on
 * @param retries further attempts that it may have (X8)
 * @param deadline when it is over at the latest (R22), ms since the epoch
 */
record Requested(Place at, long appendedAt, Bounds bounds, int retries, long deadline) {}
