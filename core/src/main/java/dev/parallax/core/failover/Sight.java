package dev.parallax.core.failover;

import java.util.Map;

/**
 * What is known of all regions at one moment.
 *
 * @param facts by region
 */
public record Sight(Map<String, RegionFacts> facts) {
  /** Copies the map. */
  public Sight {
    facts = Map.copyOf(facts);
  }

  RegionFacts of(String region) {
    return facts.getOrDefault(region, RegionFacts.NONE);
  }
}
