package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.core.config.Spelling;
import dev.parallax.core.pattern.PatternVersion;
import dev.parallax.core.pattern.Revision;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The patterns of a cluster by name: what stands of each (P2), and those older versions that the
 * topic still holds, as it is compacted.
 */
public final class PatternShelf {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, Map<String, List<PatternDefinition>>> byName = new TreeMap<>();
  private long unreadable;

  PatternShelf() {}

  /**
   * What routers go by: where every region has a cluster of its own, the region's view of all; see
   * {@link TopicFollower#catchUp}.
   */
  public static PatternShelf read(Connection connection, AvroCodecs codecs) {
    return read(connection, codecs, List.of(standing(connection)));
  }

  /**
   * The same with what the region itself applied: the view may not show it yet, and what is applied
   * must not be lower.
   */
  static PatternShelf known(Connection connection, AvroCodecs codecs) {
    var own = connection.catalogue().patterns();
    var standing = standing(connection);
    return read(connection, codecs, standing.equals(own) ? List.of(own) : List.of(own, standing));
  }

  /** The topic that routers read patterns from. */
  private static TopicSpec standing(Connection connection) {
    return connection
        .config()
        .map(SystemTopics::standingPatterns)
        .orElseGet(() -> connection.catalogue().patterns());
  }

  private static PatternShelf read(
      Connection connection, AvroCodecs codecs, List<TopicSpec> topics) {
    var shelf = new PatternShelf();
    try (var follower = TopicFollower.open(connection, codecs)) {
      for (var topic : topics) {
        follower.follow(
            topic,
            PatternDefinition.class,
            (name, record) -> shelf.put(topic.name(), name, record));
      }
      follower.catchUp(LIMIT);
      shelf.unreadable += follower.unreadable();
    }
    return shelf;
  }

  /** What a topic says of a name; if it is absent, that topic says nothing of it any more. */
  void put(String topic, String name, Optional<PatternDefinition> record) {
    if (record.isEmpty()) {
      forget(topic, name);
    } else if (record.get().getName().equals(name) && isVersioned(record.get())) {
      byName
          .computeIfAbsent(name, none -> new TreeMap<>())
          .computeIfAbsent(topic, none -> new ArrayList<>())
          .add(record.get());
    } else {
      unreadable++;
    }
  }

  /** What other topics say of the name stays. */
  private void forget(String topic, String name) {
    byName.computeIfPresent(
        name,
        (same, byTopic) -> {
          byTopic.remove(topic);
          return byTopic.isEmpty() ? null : byTopic;
        });
  }

  private static boolean isVersioned(PatternDefinition definition) {
    try {
      PatternVersion.parse(definition.getVersion());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Names of the patterns that can be executed, sorted. */
  public List<String> names() {
    return all().stream()
        .filter(pattern -> !pattern.getDeleted())
        .map(PatternDefinition::getName)
        .toList();
  }

  /** What to do about a name that is not on the shelf. */
  String hint(String unknown) {
    var names = names();
    return names.isEmpty()
        ? "there are none: 'parallax pattern apply -f FILE' applies one"
        : Spelling.hint(unknown, names);
  }

  /** What stands of every name, markers of deletions included, sorted by name. */
  List<PatternDefinition> all() {
    return byName.keySet().stream().map(name -> newest(name).orElseThrow()).toList();
  }

  /** What stands under the name: a document, or the marker of its deletion. */
  public Optional<PatternDefinition> newest(String name) {
    return versions(name).stream()
        .max((a, b) -> PatternRevisions.of(a).compareTo(PatternRevisions.of(b)));
  }

  /** The revision that stands under the name. */
  Optional<Revision> revision(String name) {
    return newest(name).map(PatternRevisions::of);
  }

  /** All that the topics still hold of the name, as it was written. */
  List<PatternDefinition> versions(String name) {
    return byName.getOrDefault(name, Map.of()).values().stream().flatMap(List::stream).toList();
  }

  /** Records that were no readable pattern, and were left out. */
  long unreadable() {
    return unreadable;
  }
}
