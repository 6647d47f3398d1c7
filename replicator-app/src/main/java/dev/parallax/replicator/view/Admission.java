package dev.parallax.replicator.view;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.replication.Globs;

/**
 * Which names a region takes from which others (P1): its own all, of others those that are not
 * excluded, whatever reached it under a looser list.
 */
record Admission(String region, Globs excluded) {

  static Admission of(ParallaxConfig config) {
    return new Admission(
        config.controlPlane().currentRegion(),
        new Globs(config.replication().patterns().excludePatterns()));
  }

  boolean admits(String source, String name) {
    return source.equals(region) || !excluded.matches(name);
  }
}
