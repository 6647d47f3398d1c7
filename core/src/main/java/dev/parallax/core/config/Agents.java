package dev.parallax.core.config;

import java.time.Duration;

/**
 * When agents count as connected (H6).
 *
 * @param heartbeat time between two heartbeats
 * @param ttl an agent is connected until its last heartbeat is older than this
 */
public record Agents(Duration heartbeat, Duration ttl) {}
