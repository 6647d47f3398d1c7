/** The time of day of a process, and how far drills set it apart from the machine's. */
package dev.parallax.runtime.time;
