package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.Events.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.config.Residency;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.Health;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.UnroutableRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R17, with a hold of 10 s and room for three. */
class HeldRequestsTest {
  private static final Duration HOLD = Duration.ofSeconds(10);
  private static final Duration CHANGE_IS_SEEN_WITHIN = Duration.ofMillis(500);

  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithOneAgentThatCannotTranslate() {
    router =
        new RouterDriver(
            directory, TestConfig.routing(TestConfig.NEAREST, Residency.NONE, HOLD, 3));
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(region("us-east-1", "eu-west-1", 85));
    router.put(region("eu-west-1", "us-east-1", 85));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void writesNothingOfARequestThatWaits() {
    router.put(translation("e-1"));
    router.pass(HOLD.minusMillis(100));

    assertThat(router.decisions()).isEmpty();
    assertThat(router.unroutable()).isEmpty();
    assertThat(held()).isEqualTo(1);
  }

  @Test
  void routesItWithinHalfASecondAfterItsAgentCame() {
    router.put(translation("e-1"));
    router.pass(Duration.ofSeconds(2));
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(router.tasks("eu-west-1"))
        .extracting(ExecutionTask::getExecutionId, ExecutionTask::getAgentId)
        .containsExactly(tuple("e-1", "eu-1"));
    assertThat(router.decisions())
        .extracting(RoutingDecision::getResult, RoutingDecision::getHeldMs)
        .containsExactly(tuple(DecisionResult.ROUTED, 2_500L));
    assertThat(router.unroutable()).isEmpty();
    assertThat(held()).isZero();

    router.put(result("e-1", "eu-1", "eu-west-1").build());
    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getExecutionId)
        .containsExactly("e-1");
  }

  @Test
  void decidesInTheOrderOfArrival() {
    router.put(translation("c"));
    router.put(translation("a"));
    router.put(translation("b"));
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(router.decisions())
        .extracting(RoutingDecision::getExecutionId)
        .containsExactly("c", "a", "b");
  }

  @Test
  void isOvertakenByWhatCanBeRouted() {
    router.put(translation("e-1"));
    router.put(request("e-2").build());

    assertThat(router.tasks("us-east-1"))
        .extracting(ExecutionTask::getExecutionId)
        .containsExactly("e-2");
    assertThat(held()).isEqualTo(1);
  }

  @Test
  void isNotDecidedAgainForAChangeThatLetsNothingPass() {
    router.put(translation("e-1"));
    router.pass(CHANGE_IS_SEEN_WITHIN);
    var decided = timesDecided();
    var busier = agent("us-1", "us-east-1", "classification");
    busier.setLoad(0.5);
    router.put(busier);
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(timesDecided()).isEqualTo(decided);
  }

  @Test
  void givesItUpWhenTheTimeIsOverWithTheReasonOfThen() {
    router.put(translation("e-1"));
    var sick = region("eu-west-1", "us-east-1", 85);
    sick.setHealth(Health.UNHEALTHY);
    router.put(sick);
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(HOLD.minusMillis(1));
    assertThat(router.unroutable()).isEmpty();
    router.pass(Duration.ofMillis(101));

    assertThat(router.unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("NO_ELIGIBLE_REGION");
              assertThat(refused.getRequest()).isEqualTo(translation("e-1"));
              assertThat(refused.getDecision().getHeldMs()).isEqualTo(10_100);
            });
    assertThat(router.decisions())
        .extracting(RoutingDecision::getResult, RoutingDecision::getReason)
        .containsExactly(tuple(DecisionResult.UNROUTABLE, "NO_ELIGIBLE_REGION"));
    assertThat(held()).isZero();
    assertThat(router.metrics())
        .contains("parallax_unroutable_total{reason=\"NO_ELIGIBLE_REGION\"} 1.0")
        .contains("parallax_unroutable_total{reason=\"NO_ELIGIBLE_AGENT\"} 0.0");
  }

  @Test
  void isExpiredWhereTheDeadlineComesFirst() {
    var deadline = router.now().plusSeconds(4).toEpochMilli();
    router.put(ExecutionRequest.newBuilder(translation("e-1")).setDeadline(deadline).build());
    router.pass(Duration.ofMillis(3_999));
    assertThat(router.decisions()).isEmpty();
    router.pass(Duration.ofMillis(101));

    assertThat(router.unroutable())
        .extracting(UnroutableRequest::getReason, UnroutableRequest::getMessage)
        .containsExactly(
            tuple(
                "EXPIRED",
                "its deadline passed while it was held (R17): NO_ELIGIBLE_AGENT: no region has an"
                    + " eligible agent: us-east-1: 0 eligible agents, 1 needed; eu-west-1: 0"
                    + " eligible agents, 1 needed; ap-south-1: 0 eligible agents, 1 needed"));
    assertThat(router.decisions())
        .extracting(RoutingDecision::getReason, decision -> decision.getRegions().size())
        .containsExactly(tuple("EXPIRED", 3));
  }

  @Test
  void routesWhatCameBeforeItsPattern() {
    router.put(request("e-1").setPattern("late").build());
    router.pass(Duration.ofSeconds(1));
    assertThat(router.decisions()).isEmpty();
    router.put(pattern("late", "first"));
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(router.tasks("us-east-1"))
        .extracting(ExecutionTask::getExecutionId, ExecutionTask::getPatternVersion)
        .containsExactly(tuple("e-1", "1.0.0"));
  }

  @Test
  void refusesAtOnceWhatCanNoLongerPass() {
    router.put(request("e-1").setPattern("late").build());
    var faulty = pattern("late", "consensus");
    faulty.getAggregation().setMethod("majority");
    router.put(faulty);
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(router.unroutable())
        .extracting(UnroutableRequest::getReason)
        .containsExactly("INVALID_REQUEST");
    assertThat(router.decisions()).hasSize(1);
    assertThat(held()).isZero();
  }

  @Test
  void waitsNoLongerThanAPatternThatCameLaterAllows() {
    router.pass(Duration.ofSeconds(5));
    router.put(request("e-1").setPattern("late").build(), RouterDriver.START);
    var hurried = pattern("late", "first");
    hurried.getAgents().setCapabilities(List.of("translation"));
    hurried.getExecution().setTimeoutMs(1_000L);
    router.put(hurried);
    router.pass(Duration.ofMillis(500));
    assertThat(held()).isEqualTo(1);
    router.pass(Duration.ofMillis(5_600));

    assertThat(router.unroutable())
        .extracting(UnroutableRequest::getReason)
        .containsExactly("EXPIRED");
  }

  @Test
  void takesTheSameRequestOnce() {
    router.put(translation("e-1"));
    router.put(translation("e-1"));
    assertThat(held()).isEqualTo(1);
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(CHANGE_IS_SEEN_WITHIN);
    router.put(translation("e-1"));

    assertThat(router.tasks("eu-west-1")).hasSize(1);
    assertThat(router.decisions()).hasSize(1);
    assertThat(router.unroutable()).isEmpty();
  }

  @Test
  void reportsOtherContentUnderTheSameIdAndKeepsTheFirst() {
    router.put(translation("e-1"));
    router.put(ExecutionRequest.newBuilder(translation("e-1")).setInput("{}").build());
    router.putBytes(router.topics.requests(), "e-1", "{\"patern\":\"p\"}".getBytes(UTF_8));

    assertThat(router.unroutable())
        .hasSize(2)
        .allSatisfy(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("INVALID_REQUEST");
              assertThat(refused.getExecutionId()).startsWith("e-1#");
              assertThat(refused.getMessage()).contains("other content");
            });
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(CHANGE_IS_SEEN_WITHIN);
    assertThat(router.tasks("eu-west-1"))
        .extracting(ExecutionTask::getInput)
        .containsExactly(translation("e-1").getInput());
  }

  @Test
  void refusesAtOnceWhatTheStoreHasNoRoomFor() {
    router.put(translation("e-1"));
    router.put(translation("e-2"));
    router.put(translation("e-3"));
    router.put(translation("e-4"));

    assertThat(router.unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getExecutionId()).isEqualTo("e-4");
              assertThat(refused.getReason()).isEqualTo("NO_ELIGIBLE_AGENT");
              assertThat(refused.getMessage()).contains("held store full");
              assertThat(refused.getDecision().getMessage()).contains("held store full");
            });
    assertThat(held()).isEqualTo(3);
  }

  @Test
  void refusesAtOnceWhatItsChangelogHasNoRoomFor() {
    var blank = " ".repeat(HeldStore.MAX_ENTRY_BYTES);
    var large = blank + "{\"capabilities\":[\"translation\"],\"input\":{}}";
    router.putBytes(router.topics.requests(), "e-1", large.getBytes(UTF_8));

    assertThat(router.unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("NO_ELIGIBLE_AGENT");
              assertThat(refused.getMessage()).contains("too large to be held");
            });
    assertThat(held()).isZero();
  }

  @Test
  void carriesTheHeadersOfARequestThatWaited() {
    var headers = new RecordHeaders();
    headers.add("traceparent", "t-1".getBytes(UTF_8));
    router.putBytes(
        router.topics.requests(),
        "e-1",
        "{\"capabilities\":[\"translation\"],\"input\":{}}".getBytes(UTF_8),
        headers);
    router.put(agent("eu-1", "eu-west-1", "translation"));
    router.pass(CHANGE_IS_SEEN_WITHIN);

    assertThat(router.read(router.topics.executions("eu-west-1")))
        .extracting(task -> new String(task.headers().lastHeader("traceparent").value(), UTF_8))
        .containsExactly("t-1");
  }

  private static ExecutionRequest translation(String id) {
    return request(id).setCapabilities(List.of("translation")).build();
  }

  private int held() {
    return (int) metric("parallax_held_requests{partition=\"0\"} ");
  }

  private double timesDecided() {
    return metric("parallax_decision_seconds_count ");
  }

  private double metric(String name) {
    return router
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElseThrow();
  }
}
