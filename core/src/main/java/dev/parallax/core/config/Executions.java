package dev.parallax.core.config;

import java.time.Duration;

/**
 * How executions are run (X8, X9).
 *
 * @param timeout time for one attempt, where neither the request nor its pattern says otherwise
 * @param retries further attempts, likewise
 * @param idempotence how long the same id is recognised; no deadline lies further ahead (R22)
 */
public record Executions(Duration timeout, int retries, Duration idempotence) {}
