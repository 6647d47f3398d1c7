package dev.parallax.core.failover;

import dev.parallax.core.fleet.Ramp;
import java.util.Optional;

/**
 * What a region has to do.
 *
 * @param serving whether it takes work. A region that is drained and was made active by force all
 *     the same is SERVING (R11); one that is drained and evacuated is EVACUATED
 * @param redirect region that stands in for it; absent unless EVACUATED
 * @param active whether it is the active region of active-passive (F1)
 * @param forced whether it became active by force and has not been a fit target since (R11)
 * @param pinned whether automatic failback waits for an operator (F4); the same for all regions
 * @param epoch number of changes so far (F7); the same for all regions
 * @param ramp how its share grows; absent unless it is active and its share still grows (F3)
 * @param since when its serving mode last changed; 0 if it never did
 */
public record Role(
    ServingMode serving,
    Optional<String> redirect,
    boolean active,
    boolean forced,
    boolean pinned,
    long epoch,
    Optional<Ramp> ramp,
    long since) {}
