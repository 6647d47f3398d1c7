package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.routing.Reason;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.Health;
import dev.parallax.events.UnroutableRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R17: the reasons that wait, and those that do not. */
class HoldableReasonsTest {
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Match EU_DATA =
      new Match(
          List.of(
              new Match.Condition(
                  "input.residency", Optional.of(List.of(new Literal.Text("eu"))))));
  private static final Residency EU_STAYS =
      new Residency(List.of(new Residency.Rule(EU_DATA, List.of("eu-west-1"), Set.of())), false);

  @TempDir Path directory;

  @Test
  void regionsThatAreNotAvailable() {
    assertWaits(Reason.NO_ELIGIBLE_REGION, nearest(), translation().build());
  }

  @Test
  void agentsThatAreNotThere() {
    var levitation = request("e-1").setCapabilities(List.of("levitation"));

    assertWaits(Reason.NO_ELIGIBLE_AGENT, nearest(), levitation.build());
  }

  @Test
  void agentsThatAreTooFew() {
    assertWaits(Reason.INSUFFICIENT_AGENTS, nearest(), request("e-1").setPattern("many").build());
  }

  @Test
  void regionsThatAreTooFar() {
    var near =
        new Strategy.Latency(
            Optional.of(Duration.ofMillis(50)), Duration.ZERO, Optional.empty(), List.of());
    var analysis = request("e-1").setCapabilities(List.of("analysis"));

    assertWaits(Reason.LATENCY_EXCEEDED, new Rules(near, Residency.NONE), analysis.build());
  }

  @Test
  void patternsAndVersionsThatAreNotThere() {
    assertWaits(Reason.UNKNOWN_PATTERN, nearest(), request("e-1").setPattern("new").build());
    assertWaits(
        Reason.UNKNOWN_PATTERN,
        nearest(),
        request("e-1").setPattern("many").setPatternVersion("2.0.0").build());
  }

  @Test
  void residencyInARegionThatIsNotAvailable() {
    var bound = new Rules(TestConfig.NEAREST, EU_STAYS);

    assertWaits(Reason.RESIDENCY, bound, euData().build());
  }

  @Test
  void notWhatIsNoValidRequest() {
    assertGoes(
        Reason.INVALID_REQUEST, nearest(), request("e-1").setOriginRegion("nowhere").build());
    assertGoes(Reason.INVALID_REQUEST, nearest(), request("e-1").setInput("{").build());
  }

  @Test
  void notWhatNoRuleMatches() {
    var ruled =
        new Strategy.Affinity(
            List.of(
                new Strategy.Affinity.Rule(
                    EU_DATA,
                    new Strategy.Where.Listed(List.of("eu-west-1")),
                    Set.of(),
                    Optional.empty())),
            Optional.empty());

    assertGoes(Reason.NO_MATCHING_RULE, new Rules(ruled, Residency.NONE), request("e-1").build());
  }

  @Test
  void notRegionsThatNobodyDefined() {
    var callers =
        new Strategy.Affinity(
            List.of(
                new Strategy.Affinity.Rule(
                    new Match(List.of()),
                    new Strategy.Where.FromInput("residency"),
                    Set.of(),
                    Optional.empty())),
            Optional.empty());

    assertGoes(Reason.UNKNOWN_REGION, new Rules(callers, Residency.NONE), euData().build());
  }

  @Test
  void notResidencyThatNothingCanSatisfy() {
    var strict = new Residency(EU_STAYS.rules(), true);
    var bound = new Rules(TestConfig.NEAREST, EU_STAYS);

    assertGoes(Reason.RESIDENCY, new Rules(TestConfig.NEAREST, strict), request("e-1").build());
    assertGoes(Reason.RESIDENCY, bound, euData().setPattern("us-only").build());
  }

  @Test
  void notWhatIsPastItsDeadline() {
    var past = RouterDriver.START.minusMillis(1).toEpochMilli();

    assertGoes(Reason.EXPIRED, nearest(), translation().setDeadline(past).build());
  }

  private record Rules(Strategy strategy, Residency residency) {}

  private static Rules nearest() {
    return new Rules(TestConfig.NEAREST, Residency.NONE);
  }

  private static ExecutionRequest.Builder translation() {
    return request("e-1").setCapabilities(List.of("translation"));
  }

  private static ExecutionRequest.Builder euData() {
    return request("e-1").setInput("{\"residency\":\"eu\"}");
  }

  private void assertWaits(Reason reason, Rules rules, ExecutionRequest request) {
    try (var router = router(rules)) {
      router.put(request);
      assertThat(router.decisions()).isEmpty();
      assertThat(router.unroutable()).isEmpty();
      router.pass(HOLD.plusMillis(100));
      assertThat(router.unroutable())
          .extracting(UnroutableRequest::getReason)
          .containsExactly(reason.name());
      assertThat(router.decisions()).hasSize(1);
    }
  }

  private void assertGoes(Reason reason, Rules rules, ExecutionRequest request) {
    try (var router = router(rules)) {
      router.put(request);
      assertThat(router.unroutable())
          .extracting(UnroutableRequest::getReason)
          .containsExactly(reason.name());
      assertThat(router.decisions())
          .singleElement()
          .satisfies(decision -> assertThat(decision.getHeldMs()).isZero());
    }
  }

  /** Classification near, translation in a region that is down, analysis far away. */
  private RouterDriver router(Rules rules) {
    var router =
        new RouterDriver(
            directory, TestConfig.routing(rules.strategy(), rules.residency(), HOLD, 100));
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(agent("eu-1", "eu-west-1", "classification", "translation"));
    router.put(agent("ap-1", "ap-south-1", "analysis"));
    router.put(region("us-east-1", "eu-west-1", 85));
    router.put(region("ap-south-1", "us-east-1", 190));
    var down = region("eu-west-1", "us-east-1", 85);
    down.setHealth(Health.UNHEALTHY);
    router.put(down);
    var many = pattern("many", "first");
    many.getAgents().setMin(5);
    router.put(many);
    var usOnly = pattern("us-only", "first");
    usOnly.getAgents().setRegion("us-east-1");
    router.put(usOnly);
    return router;
  }
}
