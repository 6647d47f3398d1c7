/** Pattern documents (X1): read from YAML, applied, listed, shown and deleted; and the samples. */
package dev.parallax.cli.patterns;
