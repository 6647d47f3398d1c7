/**
 * What the sample agents can do: small, deterministic, pure functions from an input to an answer.
 */
package dev.parallax.cli.agents.skills;
