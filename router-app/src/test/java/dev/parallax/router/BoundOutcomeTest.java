package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.events.ExecutionOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P4: an outcome says whether its values may leave the region. */
class BoundOutcomeTest {
  private static final Match EU_DATA =
      new Match(
          List.of(
              new Match.Condition(
                  "input.residency", Optional.of(List.of(new Literal.Text("eu"))))));
  private static final Residency EU_STAYS =
      new Residency(List.of(new Residency.Rule(EU_DATA, List.of("eu-west-1"), Set.of())), false);

  @TempDir Path directory;

  @Test
  void saysWhetherAResidencyRuleBindsTheRequest() {
    var routing = TestConfig.routing(TestConfig.NEAREST, EU_STAYS, Duration.ZERO, 100);
    try (var router = new RouterDriver(directory, routing)) {
      router.put(agent("eu-1", "eu-west-1", "classification"));
      router.put(region("eu-west-1", "us-east-1", 85));
      router.put(request("bound").setInput("{\"residency\":\"eu\"}").build());
      router.put(request("free").setInput("{\"residency\":\"none\"}").build());
      router.tasks("eu-west-1").forEach(task -> router.put(answer(task, "1").build()));

      assertThat(router.outcomes())
          .extracting(ExecutionOutcome::getExecutionId, ExecutionOutcome::getBound)
          .containsExactlyInAnyOrder(tuple("bound", true), tuple("free", false));
    }
  }
}
