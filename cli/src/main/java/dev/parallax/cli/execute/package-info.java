/** Executes a pattern and shows its outcome. */
package dev.parallax.cli.execute;
