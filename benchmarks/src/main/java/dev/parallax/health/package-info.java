/** The way into the health application that only the fuzzer takes. */
package dev.parallax.health;
