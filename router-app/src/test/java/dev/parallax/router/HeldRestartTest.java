package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Residency;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R17: what waits outlives its task. */
class HeldRestartTest {
  private static final Instant START = RouterDriver.START;
  private static final ParallaxConfig CONFIG =
      TestConfig.of(
          1, TestConfig.routing(TestConfig.NEAREST, Residency.NONE, Duration.ofSeconds(10), 100));

  @TempDir Path directory;

  @Test
  void decidesInTheOrderOfArrivalAfterwards() {
    hold("c", "a", "b");

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(4))) {
      assertThat(task.metrics()).contains("parallax_held_requests{partition=\"0\"} 3.0");
      task.put(request("0").build());
      task.put(agent("us-1", "us-east-1", "classification"));
      task.tick();

      assertThat(task.written(Sinks.DECISIONS, RoutingDecision.class))
          .extracting(RoutingDecision::getExecutionId, RoutingDecision::getHeldMs)
          .containsExactly(
              tuple("c", 4_000L), tuple("a", 4_000L), tuple("b", 4_000L), tuple("0", 0L));
      assertThat(task.written(Sinks.tasks("us-east-1"))).hasSize(4);
    }
  }

  @Test
  void knowsARepetitionAfterwards() {
    hold("a");

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(1))) {
      task.put(request("a").build());
      task.put(request("a").setInput("{}").build());
      task.tick();

      assertThat(task.written(Sinks.UNROUTABLE, UnroutableRequest.class))
          .singleElement()
          .satisfies(refused -> assertThat(refused.getExecutionId()).startsWith("a#"));
      assertThat(task.metrics()).contains("parallax_held_requests{partition=\"0\"} 1.0");
    }
  }

  @Test
  void countsTheTimeInWhichNoTaskRan() {
    hold("a");

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(11))) {
      task.tick();

      assertThat(task.written(Sinks.DECISIONS, RoutingDecision.class))
          .extracting(RoutingDecision::getResult, RoutingDecision::getReason)
          .containsExactly(tuple(DecisionResult.UNROUTABLE, "NO_ELIGIBLE_AGENT"));
    }
    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(12))) {
      task.tick();

      assertThat(task.written(Sinks.DECISIONS)).isEmpty();
      assertThat(task.metrics()).contains("parallax_held_requests{partition=\"0\"} 0.0");
    }
  }

  @Test
  void routesWhatFindsAgentsThoughItsTimeIsOver() {
    hold("a");

    try (var task = new TaskLife(directory, CONFIG, START.plusSeconds(11))) {
      task.put(agent("us-1", "us-east-1", "classification"));
      task.tick();

      assertThat(task.written(Sinks.tasks("us-east-1"))).hasSize(1);
      assertThat(task.written(Sinks.UNROUTABLE)).isEmpty();
    }
  }

  @Test
  void refusesWhatNarrowerLimitsNoLongerAllow() {
    hold("a");

    try (var task = new TaskLife(directory, allowing(5), START.plusSeconds(1))) {
      task.tick();

      assertThat(task.written(Sinks.UNROUTABLE, UnroutableRequest.class))
          .extracting(
              UnroutableRequest::getExecutionId,
              UnroutableRequest::getReason,
              refused -> refused.getDecision().getHeldMs())
          .containsExactly(tuple("a", "INVALID_REQUEST", 1_000L));
      assertThat(task.metrics()).contains("parallax_held_requests{partition=\"0\"} 0.0");
    }
  }

  @Test
  void makesADeadLetterOfWhatNarrowerLimitsDoNotEvenRead() {
    try (var task = new TaskLife(directory, CONFIG, START)) {
      task.put("a", (" ".repeat(2 << 20) + "{\"input\":{}}").getBytes(UTF_8));
      task.tick();
    }

    try (var task = new TaskLife(directory, allowing(5), START.plusSeconds(1))) {
      task.tick();

      assertThat(task.written(Sinks.DEAD_LETTERS)).hasSize(1);
      assertThat(task.metrics())
          .contains("parallax_held_requests{partition=\"0\"} 0.0")
          .contains(
              "parallax_dead_letters_total{reason=\"OVERSIZE\",topic=\"parallax.requests\"} 1.0");
    }
  }

  @Test
  void showsNothingOfAPartitionThatAnotherProcessHas() {
    try (var task = new TaskLife(directory, CONFIG, START)) {
      task.closeTask();

      assertThat(task.metrics()).doesNotContain("parallax_held_requests{");
    }
  }

  private void hold(String... ids) {
    try (var task = new TaskLife(directory, CONFIG, START)) {
      for (var id : ids) {
        task.put(request(id).build());
      }
      task.tick();
      assertThat(task.written(Sinks.DECISIONS)).isEmpty();
    }
  }

  private static ParallaxConfig allowing(int maxBytes) {
    return new ParallaxConfig(
        CONFIG.regions(),
        CONFIG.controlPlane(),
        CONFIG.kafka(),
        CONFIG.schemaRegistry(),
        CONFIG.topics(),
        CONFIG.agents(),
        CONFIG.healthCheck(),
        CONFIG.executions(),
        new InputLimits(maxBytes, 64),
        CONFIG.routing(),
        CONFIG.failover());
  }
}
