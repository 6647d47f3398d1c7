package dev.parallax.core.config;

import java.time.Duration;

/**
 * How regions are probed (H2, H8).
 *
 * @param interval time between two probes of one region by one observer
 * @param timeout a probe without an answer for this long has failed; at most {@code interval}
 * @param unhealthyThreshold consecutive failures that mean DOWN, at least 1
 * @param healthyThreshold consecutive successes that mean UP again, at least 1
 */
public record HealthCheck(
    Duration interval, Duration timeout, int unhealthyThreshold, int healthyThreshold) {}
