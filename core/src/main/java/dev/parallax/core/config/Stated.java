package dev.parallax.core.config;

/**
 * A value together with the place that states it.
 *
 * @param at the place
 * @param value what it states
 */
record Stated<T>(Cursor at, T value) {}
