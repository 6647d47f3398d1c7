package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the router to cancel an execution (X10).
 *
 * @param codecs that register schemas
 */
record Cancelling(Connection connection, AvroCodecs codecs) {
  /** How long the router may take. */
  static final Duration EFFECT = Duration.ofSeconds(10);

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Cancels it, unless it has its outcome already.
   *
   * @param reason for people; null for none
   * @param since outcomes of before are not known
   * @return its outcome, whatever that is; absent if none came within {@link #EFFECT}
   */
  Optional<ExecutionOutcome> cancel(String id, String reason, Instant since) {
    var seen = new Seen();
    try (var outcomes = TopicFollower.open(connection, codecs)) {
      outcomes.followKeys(
          since,
          connection.catalogue().outcomes(),
          ExecutionOutcome.class,
          id::equals,
          (key, value, at) -> value.ifPresent(ended -> seen.outcome = ended));
      outcomes.catchUp(LIMIT);
      if (seen.outcome == null) {
        ask(id, reason);
        awaitOutcome(outcomes, seen);
      }
    }
    return Optional.ofNullable(seen.outcome);
  }

  private static final class Seen {
    private ExecutionOutcome outcome;
  }

  private void ask(String id, String reason) {
    var by = System.getProperty("user.name", "parallax");
    new RecordWriter(connection, codecs)
        .write(
            connection.catalogue().cancellations(),
            ExecutionCancellation.class,
            Map.of(id, new ExecutionCancellation(id, by, reason)),
            "the cancellation of");
  }

  private static void awaitOutcome(TopicFollower outcomes, Seen seen) {
    long end = System.nanoTime() + EFFECT.toNanos();
    while (seen.outcome == null && System.nanoTime() - end < 0) {
      outcomes.awaitMore(Duration.ofMillis(200));
    }
  }
}
