/**
 * What surrounds a command: where it runs, the {@code up} that it may talk to, and the wish that it
 * end.
 */
package dev.parallax.cli.session;
