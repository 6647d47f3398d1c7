/**
 * What every key of the configuration means: the text of {@code config explain} and of the page in
 * {@code docs}. Meanings and values are written in {@code keys.yaml}; defaults come from the model
 * ({@link dev.parallax.core.config.EffectiveConfig}), so that they cannot differ from it.
 */
package dev.parallax.cli.config.reference;
