package dev.parallax.core.routing;

/**
 * One chosen agent.
 *
 * @param slot from 0
 * @param region its region
 * @param agentId its id
 * @param partition partition of the region's executions topic that it reads
 */
public record Target(int slot, String region, String agentId, int partition) {}
