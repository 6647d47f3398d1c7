package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client makes of a router's words about cancellations, on a real broker. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancellationIT {
  private TestCluster cluster;
  private ParallaxClient client;
  private Tail<ExecutionCancellation> asked;

  @BeforeEach
  void connect() {
    cluster = TestCluster.create();
    client = cluster.client().connect();
    asked = cluster.tail(cluster.topics.cancellations(), ExecutionCancellation.class);
  }

  @AfterEach
  void close() {
    asked.close();
    client.close(Duration.ZERO);
    cluster.close();
  }

  @Test
  void completesTheExecutionWithTheOutcomeCancelled() {
    var execution =
        client.executePattern("p", Map.of(), ExecutionOptions.defaults().executionId("e-1"));
    var cancelling = client.cancel("e-1", "asked by mistake");
    var sent = asked.awaitEntry(any -> true);

    outcome("e-1", ExecutionStatus.CANCELLED);

    assertThat(execution.join().getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(cancelling.join()).isEqualTo(Cancellation.CANCELLED);
    assertThat(sent.key()).isEqualTo("e-1");
    assertThat(sent.value())
        .isEqualTo(
            new ExecutionCancellation("e-1", System.getProperty("user.name"), "asked by mistake"));
  }

  @Test
  void saysThatItHadEndedOrThatNobodyKnowsIt() {
    var ended = client.cancel("old", "late");
    var unknown = client.cancel("none", "misspelt");
    asked.awaitEntry(any -> asked.all().size() == 2);

    letter("old", "ENDED", cluster.topics.cancellations().name());
    letter("none", "GARBAGE", cluster.topics.results().name());
    letter("none", "UNKNOWN_EXECUTION", cluster.topics.cancellations().name());

    assertThat(ended.join()).isEqualTo(Cancellation.ENDED);
    assertThat(unknown.join()).isEqualTo(Cancellation.UNKNOWN);
  }

  @Test
  void saysThatItEndedOtherwiseMeanwhile() {
    var cancelling = client.cancel("e-1", "late");
    asked.awaitEntry(any -> true);

    outcome("e-1", ExecutionStatus.COMPLETED);

    assertThat(cancelling.join()).isEqualTo(Cancellation.ENDED);
  }

  @Test
  void asksAgainWhileTheRouterHasNotReadTheRequestItself() {
    var execution =
        client.executePattern("p", Map.of(), ExecutionOptions.defaults().executionId("e-1"));
    var cancelling = client.cancel("e-1", "at once");
    asked.awaitEntry(any -> true);

    letter("e-1", "UNKNOWN_EXECUTION", cluster.topics.cancellations().name());

    await().until(() -> asked.all().size() == 2);
    assertThat(cancelling).isNotDone();
    outcome("e-1", ExecutionStatus.CANCELLED);
    assertThat(cancelling.join()).isEqualTo(Cancellation.CANCELLED);
    assertThat(execution.join().getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void failsWhenTheClientIsClosedBeforeAnythingBecameOfIt() {
    var cancelling = client.cancel("e-1", "late");

    client.close(Duration.ZERO);

    assertThatThrownBy(cancelling::join).hasMessageContaining("the client was closed before");
    assertThatThrownBy(() -> client.cancel("e-2", "later"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void takesTheDeletionOfAnOutcomeForNoOutcome() {
    var execution =
        client.executePattern("p", Map.of(), ExecutionOptions.defaults().executionId("e-1"));

    cluster.write(TestCluster.record(cluster.topics.outcomes(), null, "e-1", null));
    cluster.write(TestCluster.record(cluster.topics.unroutable(), null, "e-1", null));
    outcome("e-1", ExecutionStatus.COMPLETED);

    assertThat(execution.join().getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
  }

  private void outcome(String id, ExecutionStatus status) {
    var outcome =
        ExecutionOutcome.newBuilder()
            .setExecutionId(id)
            .setStatus(status)
            .setStartedAt(1)
            .setCompletedAt(1)
            .setDurationMs(0)
            .build();
    cluster.write(cluster.topics.outcomes(), id, outcome);
  }

  private void letter(String id, String reason, String topic) {
    var record =
        TestCluster.record(cluster.topics.deadLetters(), null, id, "as read".getBytes(UTF_8));
    record.headers().add("parallax.dead-letter.reason", reason.getBytes(UTF_8));
    record.headers().add("parallax.dead-letter.topic", topic.getBytes(UTF_8));
    cluster.write(record);
  }
}
