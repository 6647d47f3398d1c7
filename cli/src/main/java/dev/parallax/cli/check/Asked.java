package dev.parallax.cli.check;

/**
 * Somebody was asked for an answer: an agent by a task, or another region's control plane by a
 * part.
 *
 * @param at the record
 * @param slot from 0
 * @param attempt from 1
 * @param region whose topic it is in
 * @param agent that is asked; empty in a part
 */
record Asked(Place at, int slot, int attempt, String region, String agent) {
  /** Which answer it is for. */
  String place() {
    return "slot %d, attempt %d".formatted(slot, attempt);
  }

  boolean isSamePlace(Asked other) {
    return slot == other.slot() && attempt == other.attempt();
  }
}
