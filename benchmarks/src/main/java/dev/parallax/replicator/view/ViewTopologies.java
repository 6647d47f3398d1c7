package dev.parallax.replicator.view;

import dev.parallax.benchmarks.fuzz.AppTopology;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.stream.Collectors;

/** The replicator's view of patterns as it is made at its start. */
public final class ViewTopologies {
  private ViewTopologies() {}

  /** That of the configuration's current region. */
  public static AppTopology of(ParallaxConfig config, AvroCodecs codecs, TopicCatalogue topics) {
    var names = SystemTopics.of(config).stream().map(TopicSpec::name).collect(Collectors.toSet());
    var meters = new Meters(config.regionIds(), names, "0123456789abcdef");
    var parts = ViewParts.of(config, topics, codecs, meters, SchemaCheck.NONE);
    return new AppTopology(
        new ViewTopology(parts).build(),
        List.of(
            PatternRows.knownBuilder(),
            PatternRows.shownBuilder(),
            PublicationRows.factsBuilder(),
            PublicationRows.endedBuilder()),
        ViewTopology.PROPERTIES,
        meters);
  }
}
