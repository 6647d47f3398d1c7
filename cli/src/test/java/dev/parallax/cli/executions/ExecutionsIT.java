package dev.parallax.cli.executions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.TestCluster;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.UnroutableRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the topics of a real broker tell of executions. */
class ExecutionsIT {
  @TempDir private Path directory;
  private final AtomicBoolean answered = new AtomicBoolean();
  private TestCluster cluster;

  @BeforeEach
  void startCluster() {
    cluster = new TestCluster(directory, "us-east-1", "eu-west-1").withTopics();
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  @Test
  void showsAnExecutionAsOneTimeline() {
    requested("a");
    decided("a", "eu-west-1", "eu-1");
    asked("a", "eu-west-1", "eu-1");
    asked("b", "eu-west-1", "eu-1");
    answered("b", "eu-1");
    answered("a", "eu-1");
    completed("a", "eu-west-1", "eu-1");

    var run = cluster.run("execution", "show", "a");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .containsSubsequence(
            "requested",
            "decided    attempt 1 by latency: to eu-1 in eu-west-1",
            "task       slot 0, attempt 1: eu-1 in eu-west-1",
            "answer     slot 0, attempt 1: eu-1 in eu-west-1: {\"label\":\"spam\"}, confidence 0.9",
            "outcome    COMPLETED",
            "status      COMPLETED",
            "value       {\"label\":\"spam\"}");
    assertThat(run.out().lines().filter(line -> line.contains("  task  "))).hasSize(1);
    assertThat(run.out()).doesNotContain("win a free prize");
  }

  @Test
  void showsTheSameAsJson() {
    requested("a");
    decided("a", "eu-west-1", "eu-1");
    completed("a", "eu-west-1", "eu-1");

    var json = cluster.run("execution", "show", "a", "--output", "json").json();

    assertThat(json.get("events").findValuesAsText("what"))
        .containsExactly("requested", "decided", "outcome");
    assertThat(json.at("/outcome/value/label").asText()).isEqualTo("spam");
  }

  @Test
  void saysWhereToLookIfNothingIsFound() {
    var run = cluster.run("execution", "show", "none", "--since", "10m");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("nothing is found of execution none within 10 min", "--since");
  }

  @Test
  void listsWhatEndedWhatRunsAndWhatWasUnroutable() {
    decided("done", "eu-west-1", "eu-1");
    completed("done", "eu-west-1", "eu-1");
    decided("running", "us-east-1", "us-1");
    refused("refused");

    var json = cluster.run("execution", "list", "--output", "json").json();
    assertThat(json.get("executions").findValuesAsText("status"))
        .containsExactlyInAnyOrder("COMPLETED", "RUNNING", "UNROUTABLE");
    assertThat(cluster.run("execution", "list", "--status", "RUNNING").out())
        .contains("running", "us-east-1")
        .doesNotContain("done", "refused");
    assertThat(cluster.run("execution", "list", "--region", "eu-west-1").out())
        .contains("done", "7ms")
        .doesNotContain("running", "refused");
    assertThat(cluster.run("execution", "list", "--status", "UNROUTABLE").out())
        .contains("refused", "NO_ELIGIBLE_AGENT");
    var limited = cluster.run("execution", "list", "--limit", "1");
    assertThat(limited.out().lines()).hasSize(2);
    assertThat(limited.err()).contains("1 of 3 are shown");
  }

  @Test
  void asksForACancellationAndTellsTheOutcome() {
    try (var router =
        TopicFollower.open(cluster.connection(), cluster.codecs())
            .follow(
                cluster.topics().cancellations(),
                ExecutionCancellation.class,
                (key, value) -> value.ifPresent(this::cancelled))) {
      var answering = CompletableFuture.runAsync(() -> answerOne(router));

      var run = cluster.run("execution", "cancel", "a", "--reason", "by mistake");

      answering.join();
      assertThat(run.code()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("status      CANCELLED", "reason      by mistake");
    }
  }

  @Test
  void saysThatAnExecutionHadEnded() {
    completed("a", "eu-west-1", "eu-1");

    var run = cluster.run("execution", "cancel", "a");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).contains("status      COMPLETED");
    assertThat(run.err()).contains("it had ended, and nothing is changed");
  }

  @Test
  void saysThatAnUnroutableExecutionCannotBeCancelled() {
    refused("a");

    var run = cluster.run("execution", "cancel", "a");

    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .contains("execution a was unroutable (NO_ELIGIBLE_AGENT), so there is nothing to cancel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "cancel", "purge"})
  void refusesABlankId(String command) {
    var run = cluster.run("execution", command, " ");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("ID is blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void refusesALimitThatShowsNothing(String limit) {
    var run = cluster.run("execution", "list", "--limit", limit);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--limit must be 1 or more, not " + limit);
  }

  @Test
  void readsAStatusInAnyCase() {
    completed("a", "eu-west-1", "eu-1");

    assertThat(cluster.run("execution", "list", "--status", "completed").out()).contains("a  ");
  }

  private void answerOne(TopicFollower router) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              router.catchUp(Duration.ofSeconds(10));
              return answered.get();
            });
  }

  private void cancelled(ExecutionCancellation asked) {
    end(asked.getExecutionId(), ExecutionStatus.CANCELLED, asked.getReason(), List.of(), List.of());
    answered.set(true);
  }

  @Test
  void refusesARegionThatIsNotDefined() {
    var run = cluster.run("execution", "list", "--region", "eu-west-2");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("eu-west-1");
  }

  /** A request may be JSON, which no schema describes. */
  private void requested(String id) {
    var json = "{\"pattern\":\"vote\",\"input\":{\"text\":\"win a free prize\"}}";
    cluster.putBytes(cluster.topics().requests(), id, json.getBytes(UTF_8));
  }

  private void decided(String id, String region, String agent) {
    cluster.put(cluster.topics().decisions(), id, ExecutionRecords.decision(id, region, agent));
  }

  private void asked(String id, String region, String agent) {
    var task = ExecutionRecords.task(id, region, agent, "{\"text\":\"win a free prize\"}");
    cluster.put(cluster.topics().executions(region), agent, task);
  }

  private void answered(String id, String agent) {
    cluster.put(cluster.topics().results(), id, ExecutionRecords.answer(id, "eu-west-1", agent));
  }

  private void completed(String id, String region, String agent) {
    end(id, ExecutionStatus.COMPLETED, null, List.of(region), List.of(agent));
  }

  private void end(
      String id, ExecutionStatus status, String reason, List<String> regions, List<String> agents) {
    var outcome = ExecutionRecords.ended(id, status, reason, regions, agents);
    cluster.put(cluster.topics().outcomes(), id, outcome);
  }

  private void refused(String id) {
    cluster.put(
        cluster.topics().unroutable(),
        id,
        UnroutableRequest.newBuilder()
            .setExecutionId(id)
            .setReason("NO_ELIGIBLE_AGENT")
            .setMessage("no region has an eligible agent")
            .build());
  }
}
