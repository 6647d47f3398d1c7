package dev.parallax.health;

import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The copies of what other regions' control planes write for the judge of this one (F8).
 *
 * @param byName by the name of the copy
 */
record PeerTopics(Map<String, Copy> byName) {
  /** What is copied. */
  enum Kind {
    SUMMARIES,
    BALLOTS,
    COMMANDS;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    TopicSpec original(TopicCatalogue topics) {
      return switch (this) {
        case SUMMARIES -> topics.summaries();
        case BALLOTS -> topics.ballots();
        case COMMANDS -> topics.commands();
      };
    }
  }

  /**
   * One copy.
   *
   * @param peer region that it was copied from
   * @param topic its name
   * @param original name of the topic there
   */
  record Copy(String peer, Kind kind, String topic, String original) {}

  /** Those of the configuration; none if one control plane serves all regions. */
  static PeerTopics of(HealthParts parts) {
    var copies = new ArrayList<Copy>();
    if (parts.config().isFederated()) {
      for (var peer : parts.config().otherRegionIds()) {
        for (var kind : Kind.values()) {
          var original = kind.original(parts.topics());
          var name = parts.topics().copy(peer, original).name();
          copies.add(new Copy(peer, kind, name, original.name()));
        }
      }
    }
    return new PeerTopics(
        copies.stream().collect(Collectors.toMap(Copy::topic, Function.identity())));
  }

  Optional<Copy> find(String topic) {
    return Optional.ofNullable(byName.get(topic));
  }

  /** All, in the order of their names. */
  List<Copy> copies() {
    return byName.values().stream().sorted(Comparator.comparing(Copy::topic)).toList();
  }
}
