/** {@code parallax execution}: what became of executions, read from the topics that tell it. */
package dev.parallax.cli.executions;
