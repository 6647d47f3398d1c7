package dev.parallax.core.quorum;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a region last saw of the others. The first ballot of a region may be of any age, so only a
 * later change shows that the region is there.
 */
final class Sightings<V> {
  private record Sighting<V>(Ballot<V> ballot, OptionalLong changedAt) {}

  private final long freshness;
  private final Map<String, Sighting<V>> byRegion = new LinkedHashMap<>();

  Sightings(long freshness) {
    this.freshness = freshness;
  }

  /**
   * A ballot has arrived.
   *
   * @return whether it is another one than was seen last, and not an older one. If nothing fresh is
   *     known of the region an older one counts as well: its state may have been lost
   */
  boolean see(Ballot<V> ballot, long now) {
    var last = byRegion.get(ballot.region());
    if (last == null) {
      byRegion.put(ballot.region(), new Sighting<>(ballot, OptionalLong.empty()));
      return true;
    }
    boolean older = ballot.beat() < last.ballot().beat();
    if (ballot.beat() == last.ballot().beat() || (older && isFresh(ballot.region(), now))) {
      return false;
    }
    byRegion.put(ballot.region(), new Sighting<>(ballot, OptionalLong.of(now)));
    return true;
  }

  Collection<Ballot<V>> ballots() {
    return byRegion.values().stream().map(Sighting::ballot).toList();
  }

  Optional<Ballot<V>> of(String region) {
    return Optional.ofNullable(byRegion.get(region)).map(Sighting::ballot);
  }

  /** Whether a change of the region's ballot arrived within the time that a ballot is fresh. */
  boolean isFresh(String region, long now) {
    var last = byRegion.get(region);
    return last != null
        && last.changedAt().isPresent()
        && now - last.changedAt().getAsLong() < freshness;
  }

  Set<String> fresh(long now) {
    var fresh = new LinkedHashSet<String>();
    for (var region : byRegion.keySet()) {
      if (isFresh(region, now)) {
        fresh.add(region);
      }
    }
    return fresh;
  }
}
