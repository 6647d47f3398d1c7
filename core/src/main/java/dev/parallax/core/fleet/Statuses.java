package dev.parallax.core.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of all regions, agents apart. Immutable; a fleet keeps the same instance until one
 * region's status changes, so that whatever is derived of it may be kept as long.
 */
public final class Statuses {
  static final Statuses NONE = new Statuses(Map.of());

  private final Map<String, RegionStatus> published;
  private final long epoch;

  private Statuses(Map<String, RegionStatus> published) {
    this.published = published;
    this.epoch = published.values().stream().mapToLong(RegionStatus::epoch).max().orElse(0);
  }

  /** The region as last published. */
  public Optional<RegionStatus> find(String region) {
    return Optional.ofNullable(published.get(region));
  }

  /** The region as last published, else {@link RegionStatus#unknown}. */
  public RegionStatus of(String region) {
    return find(region).orElseGet(() -> RegionStatus.unknown(region));
  }

  /** Number of changes of the failover state that was seen (F7). */
  long epoch() {
    return epoch;
  }

  Statuses with(RegionStatus status) {
    var changed = new HashMap<>(published);
    changed.put(status.region(), status);
    return new Statuses(changed);
  }

  Statuses without(String region) {
    var changed = new HashMap<>(published);
    changed.remove(region);
    return new Statuses(changed);
  }
}
