package dev.parallax.cli.replication;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.patterns.RegionalPatterns;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.OptionalLong;

/** Conflicts of patterns as one region sees them (P2). */
final class ConflictBoard implements AutoCloseable {
  private final RegionalPatterns patterns;
  private final TopicFollower follower;
  private volatile boolean known;

  ConflictBoard(Connection connection, AvroCodecs codecs) {
    this.patterns = RegionalPatterns.in(connection);
    this.follower = patterns.follower(connection, codecs);
  }

  /** Reads what is new; if that fails, as where a copy does not exist, nothing is known. */
  void refresh(Duration limit) {
    try {
      follower.catchUp(limit);
      known = true;
    } catch (CommandFailure unread) {
      known = false; // Shown as such; what is in the way is the flow's to say.
    }
  }

  /** How many names another region gives other content than somebody else; empty: not known. */
  OptionalLong of(String source) {
    return known
        ? OptionalLong.of(
            patterns.conflicts().stream().filter(conflict -> conflict.isOf(source)).count())
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    follower.close();
  }
}
