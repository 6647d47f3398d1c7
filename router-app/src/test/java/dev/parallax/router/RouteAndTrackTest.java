package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.region;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.Events.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.AgentState;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteAndTrackTest {
  @TempDir Path directory;
  private RouterDriver router;

  @BeforeEach
  void startWithOneAgentNearAndOneFar() {
    router = new RouterDriver(directory);
    router.put(agent("us-1", "us-east-1", "classification"));
    router.put(agent("eu-1", "eu-west-1", "classification", "translation"));
    router.put(region("us-east-1", "eu-west-1", 85));
    router.put(region("eu-west-1", "us-east-1", 85));
  }

  @AfterEach
  void stop() {
    router.close();
  }

  @Test
  void sendsATaskToAnAgentOfTheNearestRegionAndExplainsIt() {
    router.put(request("e-1").build());

    var deadline = router.now().plusSeconds(30).toEpochMilli();
    assertThat(router.tasks("us-east-1"))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.getExecutionId()).isEqualTo("e-1");
              assertThat(task.getAgentId()).isEqualTo("us-1");
              assertThat(task.getInput()).isEqualTo("{\"text\":\"win a free prize now\"}");
              assertThat(task.getDeadline()).isEqualTo(deadline);
            });
    assertThat(router.tasks("eu-west-1")).isEmpty();
    assertThat(router.decisions())
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.getResult()).isEqualTo(DecisionResult.ROUTED);
              assertThat(decision.getTargets()).extracting("agentId").containsExactly("us-1");
              assertThat(decision.getRegions())
                  .extracting("region", "eligible")
                  .contains(tuple("us-east-1", true), tuple("ap-south-1", false));
              assertThat(decision.getConfigHash()).isEqualTo("hash");
              assertThat(decision.getStateOffsets())
                  .extracting("topic", "nextOffset")
                  .containsExactly(tuple("parallax.agents", 2L), tuple("parallax.regions", 2L));
            });
    assertThat(router.outcomes()).isEmpty();
    assertThat(router.metrics())
        .contains(
            "parallax_decisions_total{origin=\"us-east-1\",region=\"us-east-1\",strategy=\"latency\"} 1.0",
            "parallax_decisions_total{origin=\"us-east-1\",region=\"eu-west-1\",strategy=\"latency\"} 0.0");
  }

  @Test
  void completesWithTheFirstAnswerAndIgnoresItsRepetition() {
    router.put(request("e-1").build());
    router.pass(Duration.ofMillis(40));
    router.put(result("e-1", "us-1", "us-east-1").build());
    router.put(result("e-1", "us-1", "us-east-1").build());

    assertThat(router.outcomes())
        .containsExactly(
            ExecutionOutcome.newBuilder()
                .setExecutionId("e-1")
                .setStatus(ExecutionStatus.COMPLETED)
                .setValue("{\"label\":\"spam\"}")
                .setConfidence(0.9)
                .setRegions(List.of("us-east-1"))
                .setAgents(List.of("us-1"))
                .setAttempts(1)
                .setStartedAt(RouterDriver.START.toEpochMilli())
                .setCompletedAt(RouterDriver.START.toEpochMilli() + 40)
                .setDurationMs(40)
                .setBound(false)
                .build());
    assertThat(router.deadLetters()).isEmpty();
  }

  @Test
  void acceptsJsonAsKcatSendsIt() {
    router.putBytes(
        router.topics.requests(),
        "e-1",
        " {\"capabilities\":[\"translation\"],\"input\":{\"text\":\"\u00fcber\"}}".getBytes(UTF_8));

    assertThat(router.tasks("eu-west-1"))
        .extracting(ExecutionTask::getExecutionId, ExecutionTask::getInput)
        .containsExactly(tuple("e-1", "{\"text\":\"\u00fcber\"}"));
  }

  @Test
  void writesARequestWithoutKeyBackToItsHomeAndRunsItThere() {
    router.putBytes(router.topics.requests(), null, encoded(request("e-1").build()), traced("t-1"));

    // The test driver feeds what is written to a source topic back into it.
    assertThat(router.read(router.topics.requests()))
        .singleElement()
        .satisfies(
            returned -> {
              assertThat(returned.key()).isEqualTo("e-1");
              assertThat(text(returned, Home.RETURNED)).isEqualTo("parallax.requests-0-0");
              assertThat(text(returned, "traceparent")).isEqualTo("t-1");
            });
    assertThat(router.tasks("us-east-1")).hasSize(1);
    assertThat(router.decisions()).hasSize(1);
  }

  @Test
  void doesNotRunTheSameRequestTwiceButRepeatsItsOutcome() {
    router.put(request("e-1").build());
    router.put(request("e-1").build());
    assertThat(router.tasks("us-east-1")).hasSize(1);

    router.put(result("e-1", "us-1", "us-east-1").build());
    router.put(request("e-1").build());

    var outcomes = router.outcomes();
    assertThat(outcomes).hasSize(2);
    assertThat(Set.copyOf(outcomes)).hasSize(1);
    assertThat(router.decisions()).hasSize(1);
    assertThat(router.tasks("us-east-1")).isEmpty();
  }

  @Test
  void reportsOtherContentUnderTheSameIdWithoutTouchingTheFirst() {
    router.put(request("e-1").build());
    router.put(request("e-1").setInput("{\"text\":\"other\"}").build());
    router.put(result("e-1", "us-1", "us-east-1").build());

    assertThat(router.unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("INVALID_REQUEST");
              assertThat(refused.getExecutionId()).startsWith("e-1#");
              assertThat(refused.getRequest().getInput()).isEqualTo("{\"text\":\"other\"}");
            });
    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getExecutionId, ExecutionOutcome::getStatus)
        .containsExactly(tuple("e-1", ExecutionStatus.COMPLETED));
  }

  @Test
  void saysWhyARequestIsUnroutableAndRepeatsItForARepeatedOne() {
    var impossible = request("e-1").setCapabilities(List.of("levitation")).build();
    router.put(impossible);
    router.put(impossible);

    var refused = router.unroutable();
    assertThat(refused).hasSize(2);
    assertThat(refused.get(0).getReason()).isEqualTo("NO_ELIGIBLE_AGENT");
    assertThat(refused.get(0).getRequest()).isEqualTo(impossible);
    assertThat(refused.get(0).getDecision().getRegions()).hasSize(3);
    assertThat(refused.get(1)).isEqualTo(refused.get(0));
    assertThat(router.decisions())
        .extracting("result", "reason")
        .containsExactly(tuple(DecisionResult.UNROUTABLE, "NO_ELIGIBLE_AGENT"));
    assertThat(router.metrics())
        .contains("parallax_unroutable_total{reason=\"NO_ELIGIBLE_AGENT\"} 1.0");
  }

  @Test
  void neverRunsWhatIsPastItsDeadline() {
    router.put(request("e-1").setDeadline(router.now().minusMillis(1).toEpochMilli()).build());

    assertThat(router.unroutable()).extracting("reason").containsExactly("EXPIRED");
    assertThat(router.tasks("us-east-1")).isEmpty();
  }

  @Test
  void timesOutAndNamesTheSilentAgent() {
    router.put(
        request("e-1")
            .setOptions(ExecutionOptions.newBuilder().setTimeoutMs(2_000L).build())
            .build());
    router.pass(Duration.ofMillis(1_900));
    assertThat(router.outcomes()).isEmpty();
    router.pass(Duration.ofMillis(200));

    assertThat(router.outcomes())
        .extracting("status", "reason")
        .containsExactly(
            tuple(ExecutionStatus.TIMED_OUT, "no answer within 2000 ms from us-1 (us-east-1)"));

    router.put(result("e-1", "us-1", "us-east-1").build());
    assertThat(router.outcomes()).isEmpty();
  }

  @Test
  void failsTheExecutionOfAnAgentThatFailedOrAnsweredNonsense() {
    router.put(request("e-1").build());
    router.put(request("e-2").build());
    router.put(result("e-1", "us-1", "us-east-1").setValue(null).setError("out of memory").build());
    router.put(result("e-2", "us-1", "us-east-1").setValue("{\"label\":").build());

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus, outcome -> outcome.getReason().substring(0, 12))
        .containsExactly(
            tuple(ExecutionStatus.FAILED, "us-1: out of"),
            tuple(ExecutionStatus.FAILED, "us-1: its va"));
  }

  @Test
  void countsNoAnswerFromAnAgentThatWasNotAsked() {
    router.put(request("e-1").build());
    router.put(result("e-1", "eu-1", "eu-west-1").build());
    router.put(result("e-9", "us-1", "us-east-1").build());

    assertThat(router.outcomes()).isEmpty();
    assertThat(router.deadLetters())
        .extracting(letter -> text(letter, DeadLetters.REASON))
        .containsExactly("NOT_ASKED", "UNKNOWN_EXECUTION");
  }

  @Test
  void makesDeadLettersOfGarbageAndGoesOn() {
    router.putBytes(router.topics.requests(), "a", new byte[] {1, 2, 3});
    router.putBytes(router.topics.requests(), "b", new byte[] {0, 0, 0, 9, 9, 1});
    router.putBytes(router.topics.requests(), "c", "{\"capabilities\":".getBytes(UTF_8));
    router.putBytes(router.topics.results(), "d", "nonsense".getBytes(UTF_8));
    router.putBytes(router.topics.requests(), "e", null);
    router.put(request("e-1").build());

    assertThat(router.deadLetters())
        .extracting(TestRecord::key)
        .containsExactly("a", "b", "c", "d", "e");
    assertThat(router.tasks("us-east-1")).hasSize(1);
  }

  @Test
  void refusesAReadableButFaultyRequestOnceAndRepeatsTheRefusal() {
    var faulty = "{\"patern\":\"p\",\"input\":{}}".getBytes(UTF_8);
    router.putBytes(router.topics.requests(), "e-1", faulty);
    router.putBytes(router.topics.requests(), "e-1", faulty);

    var refused = router.unroutable();
    assertThat(refused).extracting("reason").containsExactly("INVALID_REQUEST", "INVALID_REQUEST");
    assertThat(refused.get(0).getMessage()).contains("patern").contains("pattern");
    assertThat(router.decisions()).hasSize(1);
    assertThat(router.deadLetters()).isEmpty();
  }

  @Test
  void runsARequestWithoutAnyIdentityUnderItsPlace() {
    var nameless = request("x").setExecutionId(null).build();
    router.putBytes(router.topics.requests(), null, encoded(nameless));

    assertThat(router.tasks("us-east-1"))
        .extracting(ExecutionTask::getExecutionId)
        .containsExactly("parallax.requests-0-0");
  }

  @Test
  void waitsForASureAnswerWhereThePatternAsksForOne() {
    router.put(agent("us-2", "us-east-1", "classification"));
    var sure = pattern("sure", "first");
    sure.getAgents().setMin(2);
    sure.getAggregation().setMinConfidence(0.5);
    router.put(sure);
    router.put(
        request("e-1")
            .setPattern("sure")
            .setOptions(ExecutionOptions.newBuilder().setIncludeVotes(true).build())
            .build());
    var asked = router.tasks("us-east-1");
    assertThat(asked).extracting(ExecutionTask::getSlot).containsExactly(0, 1);

    router.put(result("e-1", asked.get(0).getAgentId(), "us-east-1").setConfidence(0.2).build());
    assertThat(router.outcomes()).isEmpty();
    router.put(
        result("e-1", asked.get(1).getAgentId(), "us-east-1")
            .setSlot(1)
            .setValue("1")
            .setConfidence(0.7)
            .build());

    assertThat(router.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getValue()).isEqualTo("1");
              assertThat(outcome.getAnswers())
                  .extracting("slot", "value", "confidence")
                  .containsExactly(tuple(0, "{\"label\":\"spam\"}", 0.2), tuple(1, "1", 0.7));
            });
  }

  @Test
  void makesADeadLetterOfAResultWhoseIdWouldOutgrowARecord() {
    router.put(result("x".repeat(600_000), "us-1", "us-east-1").build());

    assertThat(router.deadLetters())
        .extracting(letter -> text(letter, DeadLetters.REASON))
        .containsExactly("INVALID");
    assertThat(router.read(router.topics.results())).isEmpty();
  }

  @Test
  void failsAnAnswerThatAnOutcomeHasNoRoomFor() {
    router.put(request("e-1").build());
    router.put(
        result("e-1", "us-1", "us-east-1").setValue("\"" + "v".repeat(1_000_000) + "\"").build());

    assertThat(router.outcomes())
        .extracting(ExecutionOutcome::getStatus)
        .containsExactly(ExecutionStatus.FAILED);
  }

  @Test
  void writesNothingBackThatItsTopicWouldRefuse() {
    var large = request("e-1").setInput("{\"t\":\"" + "v".repeat(999_000) + "\"}").build();
    var headers = traced("t".repeat(60_000));
    router.putBytes(router.topics.requests(), null, encoded(large), headers);

    assertThat(router.deadLetters())
        .extracting(letter -> text(letter, DeadLetters.REASON))
        .containsExactly("OVERSIZE");
  }

  @Test
  void keepsTheTraceOfARequestThatHasAHeaderTooLargeToCarry() {
    var headers = new RecordHeaders();
    headers.add("large", new byte[10_000]);
    headers.add("traceparent", "t-1".getBytes(UTF_8));
    router.putBytes(router.topics.requests(), "e-1", encoded(request("e-1").build()), headers);

    assertThat(router.read(router.topics.executions("us-east-1")))
        .extracting(task -> text(task, "traceparent"))
        .containsExactly("t-1");
  }

  @Test
  void runsARequestWithTheLongestTimeoutToItsDeadline() {
    var deadline = router.now().plusSeconds(60).toEpochMilli();
    router.put(
        request("e-1")
            .setDeadline(deadline)
            .setOptions(ExecutionOptions.newBuilder().setTimeoutMs(Long.MAX_VALUE).build())
            .build());
    router.pass(Duration.ofSeconds(1));

    assertThat(router.outcomes()).isEmpty();
    assertThat(router.tasks("us-east-1"))
        .extracting(ExecutionTask::getDeadline)
        .containsExactly(deadline);
  }

  @Test
  void survivesAPatternRecordThatNoRouterCouldUse() {
    var hostile = pattern("hostile", "first");
    hostile.getAgents().setRegion("$input" + ".a".repeat(50_000));
    router.put(hostile);
    router.put(request("e-1").build());

    assertThat(router.tasks("us-east-1")).hasSize(1);
    assertThat(router.metrics())
        .contains("parallax_bad_state_records_total{topic=\"parallax.patterns\"} 1.0");
  }

  @Test
  void carriesTheHeadersOfARequestToItsTaskAndOutcome() {
    router.putBytes(
        router.topics.requests(), "e-1", encoded(request("e-1").build()), traced("t-1"));
    router.put(result("e-1", "us-1", "us-east-1").build());

    assertThat(router.read(router.topics.executions("us-east-1")))
        .extracting(task -> text(task, "traceparent"))
        .containsExactly("t-1");
    assertThat(router.read(router.topics.outcomes()))
        .extracting(outcome -> text(outcome, "traceparent"))
        .containsExactly("t-1");
  }

  @Test
  void choosesAnotherRegionWhileTheTopicOfTheNearestIsMissing() {
    router.fleet.apply(fleet -> fleet.withMissingTopics(Set.of("us-east-1")));
    router.put(request("e-1").build());

    assertThat(router.tasks("eu-west-1")).hasSize(1);
    assertThat(router.decisions().get(0).getRegions().get(0).getWhy()).contains("topic");
  }

  @Test
  void keepsTheLastGoodStateWhenAStateRecordIsBad() {
    router.putBytes(router.topics.agents(), "us-1", "garbage".getBytes(UTF_8));
    router.put(router.topics.agents(), "x", agent("us-1", "ap-south-1"), AgentState.class);
    router.put(request("e-1").build());

    assertThat(router.tasks("us-east-1")).hasSize(1);
    assertThat(router.metrics())
        .contains("parallax_bad_state_records_total{topic=\"parallax.agents\"} 2.0");
  }

  @Test
  void refusesAPatternThatCannotBeRun() {
    var faulty = pattern("faulty", "consensus");
    faulty.getAggregation().setMethod("majority");
    router.put(faulty);
    router.put(request("e-1").setPattern("faulty").build());

    assertThat(router.unroutable())
        .extracting("reason", "message")
        .containsExactly(
            tuple(
                "INVALID_REQUEST",
                "pattern faulty 1.0.0 cannot be run: aggregation.method has no effect under"
                    + " consensus; leave it out"));
  }

  @Test
  void reportsTrafficOncePerExecutionAndRegion() {
    router.put(request("e-1").build());
    router.put(request("e-2").build());
    router.put(result("e-1", "us-1", "us-east-1").build());
    router.put(result("e-2", "us-1", "us-east-1").setValue(null).setError("no").build());
    router.pass(Duration.ofSeconds(2));

    assertThat(router.traffic())
        .singleElement()
        .satisfies(
            counts -> {
              assertThat(counts.getRegion()).isEqualTo("us-east-1");
              assertThat(counts.getExecutions()).isEqualTo(2);
              assertThat(counts.getFailures()).isEqualTo(1);
              assertThat(counts.getTimeouts()).isZero();
            });
    router.pass(Duration.ofSeconds(2));
    assertThat(router.traffic()).isEmpty();
  }

  @Test
  void forgetsAnEndedExecutionAfterTheIdempotenceWindow() {
    router.put(request("e-1").build());
    router.put(result("e-1", "us-1", "us-east-1").build());
    router.pass(Duration.ofHours(1).plusSeconds(2));
    router.outcomes();
    router.put(result("e-1", "us-1", "us-east-1").build());

    assertThat(router.deadLetters())
        .extracting(letter -> text(letter, DeadLetters.REASON))
        .containsExactly("UNKNOWN_EXECUTION");
  }

  private byte[] encoded(ExecutionRequest request) {
    return router
        .codecs
        .encoder(router.topics.requests().name(), ExecutionRequest.class)
        .encode(request);
  }

  private static RecordHeaders traced(String id) {
    var headers = new RecordHeaders();
    headers.add("traceparent", id.getBytes(UTF_8));
    return headers;
  }

  private static String text(TestRecord<?, ?> record, String header) {
    return new String(record.headers().lastHeader(header).value(), UTF_8);
  }
}
