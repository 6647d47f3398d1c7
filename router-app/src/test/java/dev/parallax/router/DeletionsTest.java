package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.runtime.input.Purges;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records without value on the topics that the router reads. */
class DeletionsTest {
  @TempDir private Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithOneAgent() {
    router = new RouterDriver(directory);
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(region("us-east-1", "us-east-1", 0));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void leavesAloneWhatWasPurged() {
    router.put(request("e-1").build());
    for (var topic : inputs()) {
      var headers = new RecordHeaders().add(Purges.HEADER, "ann".getBytes(UTF_8));
      router.putBytes(topic, "e-1", null, headers);
    }

    completes("e-1");
    assertThat(router.deadLetters()).isEmpty();
  }

  @Test
  void tellsOfADeletionThatNobodyAskedForAndGoesOn() {
    router.put(request("e-1").build());
    inputs().forEach(topic -> router.putBytes(topic, "e-1", null));

    completes("e-1");
    assertThat(router.deadLetters())
        .extracting(
            letter -> new String(letter.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
        .containsExactly("NO_VALUE", "NO_VALUE", "NO_VALUE");
  }

  private List<TopicSpec> inputs() {
    return List.of(
        router.topics.requests(), router.topics.results(), router.topics.cancellations());
  }

  private void completes(String id) {
    router.put(answer(router.tasks("us-east-1").get(0), "1").build());
    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getExecutionId, ExecutionOutcome::getStatus)
        .containsExactly(tuple(id, ExecutionStatus.COMPLETED));
  }
}
