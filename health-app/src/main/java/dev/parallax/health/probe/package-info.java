/** Asks the other regions whether they are ready, and writes what they said. */
package dev.parallax.health.probe;
