package dev.parallax.replicator.view;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;

/**
 * What the processors of the view share.
 *
 * @param config the configuration as it is in this region
 * @param topics its topics
 * @param codecs readers and writers of records
 * @param meters of this process
 * @param admission whose names are seen here
 * @param conflicts names in conflict now
 * @param schemas whether ids of schemas mean the same here and where a record was written
 */
public record ViewParts(
    ParallaxConfig config,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Meters meters,
    Admission admission,
    Conflicts conflicts,
    SchemaCheck schemas) {

  /** Those of the configuration's current region. */
  public static ViewParts of(
      ParallaxConfig config,
      TopicCatalogue topics,
      AvroCodecs codecs,
      Meters meters,
      SchemaCheck schemas) {
    var conflicts = new Conflicts();
    meters.patternConflicts(conflicts::count);
    return new ViewParts(config, topics, codecs, meters, Admission.of(config), conflicts, schemas);
  }

  /** The region whose view it is. */
  String region() {
    return config.controlPlane().currentRegion();
  }

  /** A reader of patterns, for one thread. */
  ReadPattern patterns() {
    return new ReadPattern(
        region(), topics.patterns().name(), codecs.decoder(PatternDefinition.class), schemas);
  }

  Sources sources() {
    return Sources.of(topics.patterns(), topics, config);
  }
}
