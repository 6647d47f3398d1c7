package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.Events.result;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repeated request makes nothing new as long as its row is kept (X9), however many passes on. */
class EndedRowsTest {
  /** Several steps of a pass. */
  private static final List<String> FIRST =
      IntStream.range(0, 250).mapToObj(number -> "first-" + number).toList();

  private static final List<String> SECOND =
      IntStream.range(0, 250).mapToObj(number -> "second-" + number).toList();

  @TempDir private Path directory;
  private RouterDriver router;

  @BeforeEach
  void start() {
    router = new RouterDriver(directory);
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(region("us-east-1", "eu-west-1", 85));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void whatIsKeptIsKnownAfterAPassAndWhatIsForgottenIsNew() {
    run(FIRST);
    passes(Duration.ofMinutes(40));
    assertKnown(FIRST);
    run(SECOND);
    passes(Duration.ofMinutes(30));

    assertKnown(SECOND);
    FIRST.forEach(id -> router.put(request(id).build()));
    assertThat(router.tasks("us-east-1"))
        .extracting("executionId")
        .containsExactlyElementsOf(FIRST);
  }

  private void run(List<String> ids) {
    ids.forEach(id -> router.put(request(id).build()));
    ids.forEach(id -> router.put(result(id, "us-1", "us-east-1").build()));
    router.tasks("us-east-1");
    router.outcomes();
  }

  /** A step has a limit of time: what one does not reach, the next do. */
  private void passes(Duration time) {
    router.pass(time);
    IntStream.range(0, 50).forEach(step -> router.pass(Duration.ofMillis(100)));
  }

  /** What ended it is written again, and no task. */
  private void assertKnown(List<String> ids) {
    ids.forEach(id -> router.put(request(id).build()));
    assertThat(router.outcomes()).extracting("executionId").containsExactlyElementsOf(ids);
    assertThat(router.tasks("us-east-1")).isEmpty();
  }
}
