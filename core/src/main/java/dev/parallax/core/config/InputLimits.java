package dev.parallax.core.config;

/**
 * What the input of a request may be. Beyond a limit it is INVALID_REQUEST.
 *
 * @param maxBytes longest input in bytes of UTF-8
 * @param maxDepth deepest nesting of objects and arrays
 */
public record InputLimits(int maxBytes, int maxDepth) {}
