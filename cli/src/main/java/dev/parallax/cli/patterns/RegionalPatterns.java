package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.core.pattern.MergedPattern;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every region says of patterns, as far as it has reached the region that is asked (P2). */
final class RegionalPatterns {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, MergedPattern> byName = new TreeMap<>();

  /**
   * A version that several regions applied with different contents.
   *
   * @param stands region whose content stands
   * @param others regions with another content
   */
  record Conflict(String name, String version, String stands, List<String> others) {}

  /** Reads the topic of the region and the copies of the others'. */
  static RegionalPatterns read(Connection connection, AvroCodecs codecs) {
    var patterns = new RegionalPatterns();
    var topics = connection.catalogue();
    try (var follower = TopicFollower.open(connection, codecs)) {
      for (var region : connection.isFederated() ? connection.regionIds() : List.<String>of()) {
        var topic =
            connection.region().filter(region::equals).isPresent()
                ? topics.patterns()
                : topics.copy(region, topics.patterns());
        follower.follow(
            topic,
            PatternDefinition.class,
            (name, definition) -> patterns.put(region, name, definition));
      }
      follower.catchUp(LIMIT);
    }
    return patterns;
  }

  void put(String region, String name, Optional<PatternDefinition> definition) {
    definition
        .filter(known -> known.getName().equals(name))
        .ifPresent(
            known ->
                byName.merge(
                    name,
                    MergedPattern.none().with(region, PatternRevisions.of(known)),
                    (before, now) -> before.with(region, now.revisions().get(region))));
  }

  /** The conflicts, sorted by name. */
  List<Conflict> conflicts() {
    return byName.entrySet().stream()
        .filter(entry -> !entry.getValue().conflicting().isEmpty())
        .map(entry -> conflict(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Conflict conflict(String name, MergedPattern merged) {
    return new Conflict(
        name,
        merged.standing().orElseThrow().version().toString(),
        merged.source().orElseThrow(),
        merged.conflicting());
  }
}
