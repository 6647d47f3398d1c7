package dev.parallax.core.fleet;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of one region.
 *
 * @param region its id
 * @param health verdict of now (H3)
 * @param lastVerdict the last verdict that was not UNKNOWN; UNKNOWN if there never was one
 * @param drained whether it takes no new work (F6)
 * @param redirect region that stands in for this one while it is evacuated (R16)
 * @param active whether it is the active region of active-passive (F1)
 * @param forced whether it became active by force (R11)
 * @param epoch number of changes of the failover state so far (F7)
 * @param latencyFrom latency to this region in ms by observing region; absent means not measured
 * @param trial whether it is UNHEALTHY by its error rate alone, so that a trial may show whether it
 *     still is (H5)
 * @param ramp how its share grows while it comes back as the active region (F3)
 */
public record RegionStatus(
    String region,
    Health health,
    Health lastVerdict,
    boolean drained,
    Optional<String> redirect,
    boolean active,
    boolean forced,
    long epoch,
    Map<String, Double> latencyFrom,
    boolean trial,
    Optional<Ramp> ramp) {

  /**
   * @throws IllegalArgumentException if a latency is negative or not a number
   */
  public RegionStatus {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(health, "health");
    Objects.requireNonNull(lastVerdict, "lastVerdict");
    Objects.requireNonNull(redirect, "redirect");
    Objects.requireNonNull(ramp, "ramp");
    latencyFrom = Map.copyOf(latencyFrom);
    for (var latency : latencyFrom.values()) {
      if (!(latency >= 0 && latency < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("latency must be 0 ms or more: region " + region);
      }
    }
  }

  /**
   * A region that is neither on trial nor coming back.
   *
   * @throws IllegalArgumentException if a latency is negative or not a number
   */
  public RegionStatus(
      String region,
      Health health,
      Health lastVerdict,
      boolean drained,
      Optional<String> redirect,
      boolean active,
      boolean forced,
      long epoch,
      Map<String, Double> latencyFrom) {
    this(
        region,
        health,
        lastVerdict,
        drained,
        redirect,
        active,
        forced,
        epoch,
        latencyFrom,
        false,
        Optional.empty());
  }

  /** A region of which nothing is known yet: eligible (R3), without latencies. */
  public static RegionStatus unknown(String region) {
    return new RegionStatus(
        region, Health.UNKNOWN, Health.UNKNOWN, false, Optional.empty(), false, false, 0, Map.of());
  }

  /** The verdict that counts for R3: UNKNOWN keeps the last one. */
  public Health effectiveHealth() {
    return health == Health.UNKNOWN ? lastVerdict : health;
  }

  /** Whether the verdict that counts is UNHEALTHY. */
  public boolean isUnhealthy() {
    return effectiveHealth() == Health.UNHEALTHY;
  }

  /** R3 but for the agents: neither UNHEALTHY nor drained. */
  public boolean available() {
    return !isUnhealthy() && !drained;
  }

  /**
   * Whether a trial of it takes place: it is UNHEALTHY by its error rate alone, not drained (H5).
   */
  public boolean onTrial() {
    return trial && isUnhealthy() && !drained;
  }

  /** The same region, with {@code onTrial} for what is said of its trial. */
  public RegionStatus withTrial(boolean onTrial) {
    return new RegionStatus(
        region,
        health,
        lastVerdict,
        drained,
        redirect,
        active,
        forced,
        epoch,
        latencyFrom,
        onTrial,
        ramp);
  }

  /** The same region, coming back by this ramp. */
  public RegionStatus withRamp(Ramp growing) {
    return new RegionStatus(
        region,
        health,
        lastVerdict,
        drained,
        redirect,
        active,
        forced,
        epoch,
        latencyFrom,
        trial,
        Optional.of(growing));
  }

  /** Latency in ms as {@code observer} measures it; a region's own is 0 unless measured (R6). */
  public OptionalDouble latency(String observer) {
    var measured = latencyFrom.get(observer);
    if (measured != null) {
      return OptionalDouble.of(measured);
    }
    return observer.equals(region) ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  /**
   * Whether no request that found no place with {@code before} could find one with this. A ramp
   * only says which of two places goes first.
   */
  boolean opensNothingAfter(RegionStatus before) {
    return openness() <= before.openness()
        && redirect.equals(before.redirect)
        && active == before.active
        && forced == before.forced
        && (epoch == before.epoch || !active)
        && isNowhereNearerThan(before);
  }

  /** 2 if any request may go there, 1 if those may that try it (H5), else 0. */
  private int openness() {
    return available() ? 2 : onTrial() ? 1 : 0;
  }

  private boolean isNowhereNearerThan(RegionStatus before) {
    // The region's own latency counts even where neither has measured it: it is 0 then (R6).
    return latency(region).getAsDouble() >= before.latency(region).getAsDouble()
        && latencyFrom.keySet().stream()
            .allMatch(
                observer ->
                    before.latency(observer).isPresent()
                        && latency(observer).getAsDouble()
                            >= before.latency(observer).getAsDouble());
  }
}
