/**
 * What moves work between regions (F1 to F7): automatic failover and failback, operators' commands,
 * evacuation and draining, as a pure step from one state to the next; and {@link
 * dev.parallax.core.failover.Regions}, which joins it with the health of the regions.
 */
package dev.parallax.core.failover;
