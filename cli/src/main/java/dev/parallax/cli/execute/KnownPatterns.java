package dev.parallax.cli.execute;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Names of the patterns that a cluster has. */
final class KnownPatterns {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private KnownPatterns() {}

  static Set<String> read(Connection connection, AvroCodecs codecs) {
    var names = new TreeSet<String>();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower.follow(
          connection.catalogue().patterns(),
          PatternDefinition.class,
          (name, pattern) -> {
            if (pattern.isPresent() && !pattern.get().getDeleted()) {
              names.add(name);
            } else {
              names.remove(name);
            }
          });
      follower.catchUp(LIMIT);
    }
    return names;
  }
}
