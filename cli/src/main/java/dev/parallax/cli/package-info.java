/** The command {@code parallax}: its root and its entry point. */
package dev.parallax.cli;
