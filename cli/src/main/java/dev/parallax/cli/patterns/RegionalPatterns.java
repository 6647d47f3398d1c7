package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.core.pattern.MergedPattern;
import dev.parallax.core.pattern.Revision;
import dev.parallax.core.replication.Globs;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every region says of patterns, as far as it has reached the region that is asked (P2). */
public final class RegionalPatterns {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Optional<String> region;
  private final Globs excluded;
  private final Map<String, MergedPattern> byName = new TreeMap<>();

  /**
   * A version that several regions applied with different contents.
   *
   * @param stands region whose content stands
   * @param others regions with another content
   */
  public record Conflict(String name, String version, String stands, List<String> others) {
    /** Whether this region's content is one of those. */
    public boolean isOf(String source) {
      return stands.equals(source) || others.contains(source);
    }
  }

  /**
   * What the region of this connection hears.
   *
   * @param excluded names of others that it does not take in (P1)
   */
  RegionalPatterns(Optional<String> region, Globs excluded) {
    this.region = region;
    this.excluded = excluded;
  }

  /** What the region that the connection leads to hears; nothing is read yet. */
  public static RegionalPatterns in(Connection connection) {
    var excluded =
        connection
            .config()
            .map(config -> config.replication().patterns().excludePatterns())
            .orElse(List.of());
    return new RegionalPatterns(connection.region(), new Globs(excluded));
  }

  /** Reads the topic of the region and the copies of the others'. */
  static RegionalPatterns read(Connection connection, AvroCodecs codecs) {
    var patterns = in(connection);
    if (connection.isFederated()) {
      try (var follower = patterns.follower(connection, codecs)) {
        follower.catchUp(LIMIT);
      }
    }
    return patterns;
  }

  /** Follows that topic and those copies into this, whenever it is told to catch up. */
  public TopicFollower follower(Connection connection, AvroCodecs codecs) {
    var topics = connection.catalogue();
    var follower = TopicFollower.open(connection, codecs);
    for (var source : connection.regionIds()) {
      var own = region.filter(source::equals).isPresent();
      follower.follow(
          own ? topics.patterns() : topics.copy(source, topics.patterns()),
          PatternDefinition.class,
          (name, definition) -> put(source, name, definition));
    }
    return follower;
  }

  /** What a region's topic says of a name; nothing any more, if it is absent. */
  void put(String source, String name, Optional<PatternDefinition> definition) {
    var known = byName.getOrDefault(name, MergedPattern.none());
    if (definition.isEmpty()) {
      byName.put(name, known.without(source));
    } else if (region.filter(source::equals).isPresent() || !excluded.matches(name)) {
      revision(name, definition.get())
          .ifPresent(revision -> byName.put(name, known.with(source, revision)));
    }
  }

  /** Empty if it is no pattern that views take in. */
  private static Optional<Revision> revision(String name, PatternDefinition definition) {
    try {
      return Optional.of(PatternRevisions.of(definition))
          .filter(revision -> definition.getName().equals(name));
    } catch (IllegalArgumentException noVersion) {
      return Optional.empty();
    }
  }

  /** The conflicts, sorted by name. */
  public List<Conflict> conflicts() {
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
