/** {@code parallax region}: how regions are, and orders about them. */
package dev.parallax.cli.regions;
