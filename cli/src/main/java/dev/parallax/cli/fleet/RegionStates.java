package dev.parallax.cli.fleet;

import dev.parallax.cli.console.Ages;
import dev.parallax.core.health.RegionRules;
import dev.parallax.events.RegionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The newest state of every region, and when a health application last told one (H7). */
public final class RegionStates {
  /** After this long without a word, what is known may be long past. */
  private static final Duration SILENT = Duration.ofMillis(3 * RegionRules.REFRESH_MS);

  private final Map<String, RegionState> states = new TreeMap<>();

  /** Takes a record of the regions topic. */
  public void put(String region, Optional<RegionState> state) {
    state.ifPresentOrElse(now -> states.put(region, now), () -> states.remove(region));
  }

  /** The state of a region; absent if none was ever told. */
  public Optional<RegionState> of(String region) {
    return Optional.ofNullable(states.get(region));
  }

  /** All states, by region. */
  public List<RegionState> all() {
    return List.copyOf(states.values());
  }

  /** Ids of the regions that something is known of, sorted. */
  public List<String> ids() {
    return List.copyOf(states.keySet());
  }

  /** The highest epoch told (F7); 0 if none was. */
  public long epoch() {
    return states.values().stream().mapToLong(RegionState::getEpoch).max().orElse(0);
  }

  private OptionalLong toldAt() {
    return states.values().stream().mapToLong(RegionState::getUpdatedAt).max();
  }

  /**
   * What gives rise to the thought that no health application runs; absent if one told a state
   * lately.
   */
  public Optional<String> silence(Instant now) {
    var told = toldAt();
    if (told.isEmpty()) {
      return Optional.of("no health application has told any region's state yet");
    }
    var age = Duration.between(Instant.ofEpochMilli(told.getAsLong()), now);
    return age.compareTo(SILENT) < 0
        ? Optional.empty()
        : Optional.of(
            "the newest state of a region was told "
                + Ages.of(age)
                + " ago: no health application seems to run");
  }

  /** How old the newest state is, for people. */
  public String age(Instant now) {
    var told = toldAt();
    return told.isEmpty() ? "never" : Ages.since(told.getAsLong(), now);
  }
}
