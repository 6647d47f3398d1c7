package dev.parallax.runtime.mapping;

import dev.parallax.core.pattern.PatternVersion;
import dev.parallax.core.pattern.Revision;
import dev.parallax.events.AggregationRules;
import dev.parallax.events.PatternDefinition;
import java.util.TreeMap;

/** Records of the patterns topic as revisions (P2). */
public final class PatternRevisions {
  private PatternRevisions() {}

  /**
   * The record's revision.
   *
   * @throws IllegalArgumentException if its version is none
   */
  public static Revision of(PatternDefinition definition) {
    return new Revision(
        PatternVersion.parse(definition.getVersion()),
        definition.getUpdatedAt(),
        definition.getRegion(),
        definition.getDeleted(),
        content(definition));
  }

  /**
   * What makes two documents of one version the same: what they say, but not when and where they
   * were applied, by whom, and how they were laid out.
   */
  public static String content(PatternDefinition definition) {
    var copy = PatternDefinition.newBuilder(definition).build();
    copy.setUpdatedAt(0);
    copy.setRegion("");
    copy.setUpdatedBy(null);
    copy.setYaml("");
    copy.setAggregation(withSortedWeights(copy.getAggregation()));
    return copy.toString();
  }

  /** A map prints its entries in its own order, which says nothing. */
  private static AggregationRules withSortedWeights(AggregationRules rules) {
    var copy = AggregationRules.newBuilder(rules).build();
    copy.setWeights(new TreeMap<>(rules.getWeights()));
    return copy;
  }
}
