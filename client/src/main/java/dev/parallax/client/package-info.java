/**
 * The Java SDK: {@link dev.parallax.client.ParallaxClient} executes patterns, {@link
 * dev.parallax.client.ParallaxAgent} (or an {@link dev.parallax.client.AgentHost} of many) works on
 * their tasks.
 */
package dev.parallax.client;
