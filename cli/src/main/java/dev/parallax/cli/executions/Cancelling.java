package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the router to cancel an execution (X10).
 *
 * @param codecs that register schemas
 * @param say is told what is waited for
 */
record Cancelling(Connection connection, AvroCodecs codecs, Consumer<String> say) {
  /** How long the router may take. */
  static final Duration EFFECT = Duration.ofSeconds(10);

  private static final Duration SILENT_WAIT = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * Cancels it, unless it has its outcome already.
   *
   * @param reason for people; null for none
   * @param since outcomes of before are not known
   * @return its outcome, whatever that is; absent if none came within {@link #EFFECT}
   * @throws CommandFailure if it was unroutable: there is nothing to cancel
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
      outcomes.followKeys(
          since,
          connection.catalogue().unroutable(),
          UnroutableRequest.class,
          id::equals,
          (key, value, at) -> value.ifPresent(refused -> seen.refused = refused));
      outcomes.catchUp(LIMIT);
      requireRoutable(id, seen);
      if (seen.outcome == null) {
        ask(id, reason);
        awaitOutcome(id, outcomes, seen);
        requireRoutable(id, seen);
      }
    }
    return Optional.ofNullable(seen.outcome);
  }

  private static final class Seen {
    private ExecutionOutcome outcome;
    private UnroutableRequest refused;

    boolean isOver() {
      return outcome != null || refused != null;
    }
  }

  private static void requireRoutable(String id, Seen seen) {
    if (seen.outcome == null && seen.refused != null) {
      throw CommandFailure.failed(
          "execution "
              + id
              + " was unroutable ("
              + seen.refused.getReason()
              + "), so there is nothing to cancel; 'parallax execution show "
              + id
              + "' tells why");
    }
  }

  private void ask(String id, String reason) {
    var by = System.getProperty("user.name", "parallax");
    new RecordWriter(connection, codecs, "'parallax execution show " + id + "' tells")
        .write(
            connection.catalogue().cancellations(),
            ExecutionCancellation.class,
            Map.of(id, new ExecutionCancellation(id, by, reason)),
            "the cancellation of");
  }

  private void awaitOutcome(String id, TopicFollower outcomes, Seen seen) {
    long began = System.nanoTime();
    boolean told = false;
    while (!seen.isOver() && System.nanoTime() - began < EFFECT.toNanos()) {
      if (!told && System.nanoTime() - began > SILENT_WAIT.toNanos()) {
        told = true;
        say.accept("waiting up to " + EFFECT.toSeconds() + " s for the outcome of " + id);
      }
      outcomes.awaitMore(Duration.ofMillis(200));
    }
  }
}
