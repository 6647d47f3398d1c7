/**
 * What is known of agents and regions, and what of it is worth telling (H1-H4, H6, H7): pure state
 * machines. No clock in here: every time is an argument, ms since the epoch (UTC).
 */
package dev.parallax.core.health;
