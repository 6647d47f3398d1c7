package dev.parallax.runtime.mapping;

import dev.parallax.core.fleet.Health;
import dev.parallax.core.fleet.Ramp;
import dev.parallax.core.fleet.RegionStatus;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Regions as the regions topic holds them. */
public final class RegionMapping {
  private RegionMapping() {}

  /**
   * What routing needs of this record.
   *
   * @throws IllegalArgumentException if its fields contradict each other: an evacuated region
   *     without a redirect or with itself as one, a redirect of one that is not evacuated, an
   *     observer named twice, a latency below 0 ms, a ramp from itself or of less than 0 ms
   */
  public static RegionStatus status(RegionState state) {
    return new RegionStatus(
        state.getRegion(),
        health(state.getHealth()),
        health(state.getLastVerdict()),
        state.getServing() == ServingMode.DRAINED,
        redirect(state),
        state.getActive(),
        state.getForced(),
        state.getEpoch(),
        latencies(state),
        state.getTrial(),
        ramp(state));
  }

  private static Health health(dev.parallax.events.Health health) {
    return switch (health) {
      case UNKNOWN -> Health.UNKNOWN;
      case HEALTHY -> Health.HEALTHY;
      case DEGRADED -> Health.DEGRADED;
      case UNHEALTHY -> Health.UNHEALTHY;
    };
  }

  private static Optional<String> redirect(RegionState state) {
    boolean evacuated = state.getServing() == ServingMode.EVACUATED;
    if (evacuated != (state.getRedirect() != null)) {
      throw new IllegalArgumentException(
          "a redirect stands with EVACUATED, and only there: region " + state.getRegion());
    }
    if (state.getRegion().equals(state.getRedirect())) {
      throw new IllegalArgumentException("redirects to itself: region " + state.getRegion());
    }
    return Optional.ofNullable(state.getRedirect());
  }

  private static Optional<Ramp> ramp(RegionState state) {
    var ramp = state.getRamp();
    if (ramp == null) {
      return Optional.empty();
    }
    if (ramp.getFrom().equals(state.getRegion())) {
      throw new IllegalArgumentException("ramps from itself: region " + state.getRegion());
    }
    return Optional.of(new Ramp(ramp.getFrom(), ramp.getStartedAt(), ramp.getDurationMs()));
  }

  private static Map<String, Double> latencies(RegionState state) {
    var latencies = new HashMap<String, Double>();
    for (var view : state.getObservers()) {
      if (view.getLatencyMs() != null
          && latencies.put(view.getObserver(), view.getLatencyMs()) != null) {
        throw new IllegalArgumentException(
            "observer " + view.getObserver() + " stands twice: region " + state.getRegion());
      }
    }
    return latencies;
  }
}
