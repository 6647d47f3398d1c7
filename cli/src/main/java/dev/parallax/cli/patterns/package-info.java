/** Pattern documents (X1): read from YAML, and the few that the sandbox's agents serve. */
package dev.parallax.cli.patterns;
