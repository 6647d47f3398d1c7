/** Checks and shows configurations. */
package dev.parallax.cli.config;
