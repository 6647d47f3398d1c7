/** Finds what a command talks to: a configuration file, or an {@code up} that runs. */
package dev.parallax.cli.session;
