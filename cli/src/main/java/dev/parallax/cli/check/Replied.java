package dev.parallax.cli.check;

/**
 * An agent's answer.
 *
 * @param at the record
 * @param slot of the task
 * @param attempt of the task
 * @param agent that answers
 * @param good whether it is a value, and no error
 */
record Replied(Place at, int slot, int attempt, String agent, boolean good) {}
