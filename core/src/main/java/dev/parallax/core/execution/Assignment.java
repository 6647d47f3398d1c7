package dev.parallax.core.execution;

/**
 * An agent chosen for a slot.
 *
 * @param slot from 0
 * @param agentId the agent
 * @param region its region
 */
public record Assignment(int slot, String agentId, String region) {}
