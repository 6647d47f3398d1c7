package dev.parallax.replicator.view;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The topics of one kind in a region's cluster, its own and the copies, by the region that writes
 * them.
 */
record Sources(Map<String, String> regionByTopic) {

  static Sources of(TopicSpec original, TopicCatalogue topics, ParallaxConfig config) {
    var here = config.controlPlane().currentRegion();
    var regions = new LinkedHashMap<String, String>();
    regions.put(original.name(), here);
    for (var region : config.regionIds()) {
      if (!region.equals(here)) {
        regions.put(topics.copy(region, original).name(), region);
      }
    }
    return new Sources(regions);
  }

  List<String> topics() {
    return List.copyOf(regionByTopic.keySet());
  }

  /** The region that wrote what is read from this topic. */
  String region(String topic) {
    return regionByTopic.get(topic);
  }
}
