/** Sample agents and sample requests: what {@code parallax up} runs on its brokers. */
package dev.parallax.cli.agents;
