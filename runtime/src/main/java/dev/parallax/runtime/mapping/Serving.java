package dev.parallax.runtime.mapping;

import dev.parallax.events.Ramp;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a region does, beside how it is (F1, F3-F6, H5).
 *
 * @param state as the regions topic holds it
 * @param now for the share of a region that comes back
 */
public record Serving(RegionState state, Instant now) {
  /** Share at the start of a ramp (F3). */
  private static final double LEAST_SHARE = 0.1;

  /** Words for people, such as {@code active}, {@code evacuated to eu-west-1}; none if plain. */
  public List<String> words() {
    var words = new ArrayList<String>();
    if (state.getActive()) {
      words.add("active");
    }
    if (state.getServing() == ServingMode.STANDBY) {
      words.add("standby");
    } else if (state.getServing() == ServingMode.DRAINED) {
      words.add("drained");
    } else if (state.getServing() == ServingMode.EVACUATED) {
      words.add("evacuated to " + state.getRedirect());
    }
    if (isReturning()) {
      words.add("returning %d%%".formatted(Math.round(100 * share())));
    }
    if (state.getActive() && state.getForced()) {
      words.add("forced");
    }
    if (state.getActive() && state.getPinned()) {
      words.add("pinned");
    }
    if (state.getTrial()) {
      words.add("on trial");
    }
    return List.copyOf(words);
  }

  private boolean isReturning() {
    return state.getRamp() != null && share() < 1;
  }

  /** Of the executions that an active region gets, 0..1: less than 1 only while it comes back. */
  public double share() {
    Ramp ramp = state.getRamp();
    if (ramp == null || ramp.getDurationMs() <= 0) {
      return 1;
    }
    double passed = (now.toEpochMilli() - ramp.getStartedAt()) / (double) ramp.getDurationMs();
    return LEAST_SHARE + (1 - LEAST_SHARE) * Math.max(0, Math.min(1, passed));
  }
}
