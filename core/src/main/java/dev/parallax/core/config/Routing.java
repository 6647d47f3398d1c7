package dev.parallax.core.config;

import java.time.Duration;

/**
 * How regions are chosen.
 *
 * @param strategy stage 3 of R1
 * @param crossRegionEnabled whether a request may leave its origin (R15)
 * @param residency R5
 * @param hold how long a request that finds nothing waits (R17); zero means not at all
 * @param maxHeld most requests that wait at once
 */
public record Routing(
    Strategy strategy,
    boolean crossRegionEnabled,
    Residency residency,
    Duration hold,
    int maxHeld) {}
