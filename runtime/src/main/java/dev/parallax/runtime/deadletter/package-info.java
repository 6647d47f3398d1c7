/** What becomes of a record that cannot be read: its bytes, bounded, with headers saying why. */
package dev.parallax.runtime.deadletter;
