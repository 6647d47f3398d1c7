/**
 * The configuration (rules C1 to C5): the normalised model that every part of the product reads,
 * and the reader that makes it of a parsed document or says everything that is wrong with it.
 */
package dev.parallax.core.config;
