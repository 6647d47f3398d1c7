/** How commands speak: options common to all, tables, JSON, exit codes and failures. */
package dev.parallax.cli.console;
