/**
 * The drill chaos: parts of a sandbox are killed, cut off, wiped and given another time, as a seed
 * says, while requests of all kinds go on; afterwards everything heals, and what the topics say is
 * checked.
 */
package dev.parallax.cli.drills.chaos;
