/**
 * Configuration files: YAML to the documents that {@code core} reads, faults with file and line.
 */
package dev.parallax.runtime.config;
