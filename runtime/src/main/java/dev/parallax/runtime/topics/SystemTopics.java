package dev.parallax.runtime.topics;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;

/** Every topic that the cluster of a configuration must have. */
public final class SystemTopics {
  private SystemTopics() {}

  /**
   * The topics of the cluster that this configuration means: with federated control planes, those
   * of replication and federation besides, and the copies that the current region receives.
   */
  public static List<TopicSpec> of(ParallaxConfig config) {
    var catalogue = new TopicCatalogue(config.topics().prefix(), config.topics().partitions());
    var topics = new ArrayList<>(catalogue.all(config.regionIds()));
    if (config.isFederated()) {
      var peers = config.otherRegionIds();
      topics.addAll(catalogue.replication(peers));
      topics.addAll(catalogue.federation(config.controlPlane().currentRegion(), peers));
    }
    return List.copyOf(topics);
  }

  /**
   * The topic that says what stands of every pattern where this configuration is used: the view, if
   * every region has a cluster of its own (P2).
   */
  public static TopicSpec standingPatterns(ParallaxConfig config) {
    var catalogue = new TopicCatalogue(config.topics().prefix(), config.topics().partitions());
    return config.isFederated() ? catalogue.patternsView() : catalogue.patterns();
  }
}
