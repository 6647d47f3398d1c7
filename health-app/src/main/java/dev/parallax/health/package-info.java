/**
 * The health application: which agents are connected, and how well each region is. {@link
 * dev.parallax.health.HealthTopology} is the picture; {@link dev.parallax.health.probe} makes the
 * evidence about regions.
 */
package dev.parallax.health;
