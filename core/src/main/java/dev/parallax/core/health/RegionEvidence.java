package dev.parallax.core.health;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the further triggers of a region look at (H5).
 *
 * @param agents agents connected, draining ones included
 * @param traffic how its executions ended
 * @param medianLatencyMs median over the fresh observers of their mean round trip, in ms; empty if
 *     none of them has one
 * @param ailment why the region counts itself UNHEALTHY, where its own control plane looks at its
 *     triggers (F8); absent if it does not
 */
public record RegionEvidence(
    int agents, TrafficWindow traffic, OptionalDouble medianLatencyMs, Optional<Ailment> ailment) {}
