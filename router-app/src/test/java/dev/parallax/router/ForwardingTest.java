package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.FederatedRouters.AP;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.fleet.RemoteRegion;
import dev.parallax.events.Distribution;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P7, R5: what is for another region is decided and done there, and ends at its origin. */
class ForwardingTest {
  private static final String NOTHING_HELD = "routing: {hold: 0s}\n";

  /** Of inputs from Germany, in the EU or in Asia. */
  private static final String BOUND =
      """
      routing:
        hold: 0s
        residency:
          rules:
            - {match: {input.country: DE}, regions: [eu-west-1, ap-south-1]}
      """;

  @TempDir Path directory;
  private FederatedRouters routers;

  @AfterEach
  void stop() {
    routers.close();
  }

  @Test
  void isDoneInTheOtherRegionAndEndsWhereItCame() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    putWithTrace(request("e-1").build());

    routers.carry();
    var task = onlyTask(EU);

    assertThat(task.getAgentId()).isEqualTo("eu-1");
    assertThat(task.getRegion()).isEqualTo(EU);
    assertThat(task.getInput()).isEqualTo("{\"text\":\"win a free prize now\"}");
    assertThat(task.getDeadline()).isEqualTo(routers.at(US).now().plusSeconds(30).toEpochMilli());

    routers.at(EU).put(answer(task, "{\"label\":\"spam\"}").build());
    routers.carry();

    assertThat(routers.at(US).outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("{\"label\":\"spam\"}");
              assertThat(outcome.getAgents()).containsExactly("eu-1");
              assertThat(outcome.getRegions()).containsExactly(EU);
              assertThat(outcome.getRedacted()).isFalse();
            });
    assertThat(routers.at(EU).outcomes()).isEmpty();
    assertThat(routers.at(US).decisions()).extracting("result").hasToString("[ROUTED]");
    assertThat(routers.at(EU).decisions()).extracting("result").hasToString("[ROUTED]");
    assertThat(routers.at(EU).deadLetters()).isEmpty();
    assertThat(routers.at(US).deadLetters()).isEmpty();
  }

  @Test
  void whatComesTwiceIsDoneOnce() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.at(US).put(request("e-1").build());

    var forwarded = routers.carryOnce();
    forwarded.forEach(routers::put);
    var task = onlyTask(EU);
    var taken = routers.carryOnce();
    taken.forEach(routers::put);
    routers.at(EU).put(answer(task, "1").build());
    routers.at(EU).put(answer(task, "1").build());
    var answered = routers.carryOnce();
    answered.forEach(routers::put);
    forwarded.forEach(routers::put);

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(routers.at(US).outcomes()).hasSize(1);
  }

  @Test
  void whatThePeerCannotServeIsDecidedAgainWithoutItAndIsNoRetry() {
    start(NOTHING_HELD);
    var gone = agent("eu-1", EU, "classification");
    routers.join(gone, agent("ap-1", AP, "classification"));
    routers.leave(gone);
    routers.at(US).put(withRetries(request("e-1"), 0));

    routers.carry();

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    var task = onlyTask(AP);
    assertThat(task.getAttempt()).isEqualTo(2);
    routers.at(AP).put(answer(task, "1").build());
    routers.carry();
    assertThat(onlyOutcome().getAgents()).containsExactly("ap-1");
    assertThat(routers.at(EU).decisions())
        .extracting("reason")
        .containsExactly("INSUFFICIENT_AGENTS");
  }

  @Test
  void endsWithWhatWasSaidIfNobodyElseCanServeIt() {
    start(NOTHING_HELD);
    var gone = agent("eu-1", EU, "classification");
    routers.join(gone);
    routers.leave(gone);
    routers.at(US).put(withRetries(request("e-1"), 3));

    routers.carry();

    assertThat(onlyOutcome().getStatus()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(routers.carry()).isZero();
  }

  @Test
  void anAgentThatIsGoneThereFailsItsSlotAtOnce() {
    start(NOTHING_HELD);
    var first = agent("eu-1", EU, "classification");
    routers.join(first);
    routers.at(US).put(withRetries(request("e-1"), 1));
    routers.carry();
    assertThat(onlyTask(EU).getAgentId()).isEqualTo("eu-1");

    routers.join(agent("eu-2", EU, "classification"));
    routers.leave(first);
    routers.pass(Duration.ofMillis(200));
    routers.carry();

    var again = onlyTask(EU);
    assertThat(again.getAgentId()).isEqualTo("eu-2");
    assertThat(again.getAttempt()).isEqualTo(2);
    routers.at(EU).put(answer(again, "1").build());
    routers.carry();
    assertThat(onlyOutcome().getAgents()).containsExactly("eu-2");
  }

  /** X8: the one that did not answer is not asked again, though only its region knew its name. */
  @Test
  void aRetryAsksSomebodyElseThere() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.at(US).put(withRetries(request("e-1"), 1));
    routers.carry();
    var first = onlyTask(EU).getAgentId();

    routers.pass(Duration.ofSeconds(31));
    routers.carry();

    assertThat(onlyTask(EU).getAgentId()).isNotEqualTo(first);
  }

  @Test
  void consensusOfSeveralRegionsIsFoundAtTheOrigin() {
    start(NOTHING_HELD);
    routers.join(
        agent("us-1", US, "classification"),
        agent("eu-1", EU, "classification"),
        agent("ap-1", AP, "classification"));
    var pattern = pattern("global-consensus", "consensus");
    pattern.getAgents().setDistribution(new Distribution(List.of(US, EU, AP), 1));
    pattern.getAggregation().setCrossRegion(true);
    routers.apply(pattern);
    routers.at(EU).put(request("e-1").setPattern("global-consensus").build());
    routers.carry();

    for (var region : FederatedRouters.REGIONS) {
      routers.at(region).put(answer(onlyTask(region), "\"spam\"").build());
    }
    routers.carry();

    assertThat(routers.at(EU).outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getValue()).isEqualTo("\"spam\"");
              assertThat(outcome.getAgreement()).isEqualTo(1.0);
              assertThat(outcome.getRegions()).containsExactlyInAnyOrder(US, EU, AP);
            });
    assertThat(routers.at(US).outcomes()).isEmpty();
    assertThat(routers.at(AP).outcomes()).isEmpty();
  }

  @Test
  void cancellingReachesTheAgentThere() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());
    routers.carry();
    var task = onlyTask(EU);

    routers.at(US).cancel("e-1");
    routers.carry();

    assertThat(onlyTask(EU))
        .satisfies(
            told -> {
              assertThat(told.getKind()).isEqualTo(TaskKind.CANCEL);
              assertThat(told.getSlot()).isEqualTo(task.getSlot());
            });
    assertThat(onlyOutcome().getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
    routers.at(EU).put(answer(task, "1").build());
    assertThat(routers.carry()).isZero();
  }

  /** R5: a value that may not leave its regions does not come to an origin outside of them. */
  @Test
  void theAnswerToABoundRequestIsKeptBackFromAnOriginOutsideItsRegions() {
    start(BOUND);
    routers.join(agent("us-1", US, "classification"), agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").setInput("{\"country\":\"DE\"}").build());
    var forwarded = routers.carry();
    routers.at(EU).put(answer(onlyTask(EU), "{\"secret\":\"Meier\"}").build());

    var returned = routers.carryOnce();

    assertThat(forwarded).isPositive();
    assertThat(returned).hasSize(1);
    assertThat(new String(returned.get(0).value(), UTF_8)).doesNotContain("Meier");
    assertThat(onlyOutcome())
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
              assertThat(outcome.getRedacted()).isTrue();
              assertThat(outcome.getValue()).isNull();
              assertThat(outcome.getBound()).isTrue();
            });
  }

  @Test
  void answersThatMayNotLeaveAreNotComparedOutsideTheirRegions() {
    start(BOUND);
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.apply(pattern("two", "voting", 2));
    routers.at(US).put(request("e-1").setPattern("two").setInput("{\"country\":\"DE\"}").build());

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(US).unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("RESIDENCY");
              assertThat(refused.getMessage())
                  .contains("send it to the control plane of one of its regions");
            });
  }

  @Test
  void aBoundRequestComparesItsAnswersAtAnOriginInsideItsRegions() {
    start(BOUND);
    routers.join(agent("ap-1", AP, "classification"), agent("ap-2", AP, "classification"));
    routers.apply(pattern("two", "voting", 2));
    routers.at(EU).put(request("e-1").setPattern("two").setInput("{\"country\":\"DE\"}").build());
    routers.carry();

    for (var task : routers.at(AP).tasks(AP)) {
      routers.at(AP).put(answer(task, "\"x\"").build());
    }
    routers.carry();

    assertThat(routers.at(EU).outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getValue()).isEqualTo("\"x\"");
              assertThat(outcome.getRedacted()).isFalse();
            });
  }

  /** X12: what is asked for elsewhere is answered by that region's control plane. */
  @Test
  void noAgentAtTheOriginAnswersForOneElsewhere() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());
    routers.carry();

    routers.at(US).put(answer(onlyTask(EU), "\"forged\"").build());

    assertThat(routers.at(US).outcomes()).isEmpty();
    assertThat(deadLetterReasons(US)).containsExactly("NOT_ASKED");
  }

  @Test
  void aRecordWithAnotherSecretIsADeadLetter() {
    routers =
        new FederatedRouters(
            directory,
            NOTHING_HELD,
            Map.of(US, FederatedRouters.secret("another secret of sixteen")));
    routers.join(agent("eu-1", EU, "classification"));
    // It was heard before its secret changed.
    routers
        .at(US)
        .fleet
        .apply(
            fleet ->
                fleet.with(
                    new RemoteRegion(
                        EU,
                        1,
                        List.of(new RemoteRegion.Group(Set.of("classification"), 1, 1_024)))));
    routers.at(US).put(request("e-1").build());

    routers.carry();

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(deadLetterReasons(EU)).containsExactly("NOT_GENUINE");
  }

  @Test
  void nothingIsBelievedOfARegionWithAnotherSecret() {
    routers =
        new FederatedRouters(
            directory,
            NOTHING_HELD,
            Map.of(EU, FederatedRouters.secret("another secret of sixteen")));
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(US).unroutable())
        .extracting("reason")
        .containsExactly("NO_ELIGIBLE_AGENT");
  }

  @Test
  void nothingIsForwardedToARegionThatCannotBeReached() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).fleet.apply(fleet -> fleet.withUnreachable(Set.of(EU)));
    routers.at(US).put(request("e-1").build());

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(US).unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("NO_ELIGIBLE_REGION");
              assertThat(refused.getMessage()).contains("its control plane cannot be reached");
            });
  }

  @Test
  void oneIdOfTwoOriginsIsTwoExecutionsOfWhichOneIsSentBack() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));
    routers.at(US).put(request("e-1").build());
    routers.at(AP).put(request("e-1").build());

    routers.carry();

    assertThat(routers.at(EU).tasks(EU)).hasSize(1);
    assertThat(routers.at(AP).outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getReason()).contains("another execution of this id");
            });
  }

  /** The origin went elsewhere: it would be done twice. */
  @Test
  void whatWasSentBackIsNotTakenWhenItComesAgain() {
    start(NOTHING_HELD);
    var gone = agent("eu-1", EU, "classification");
    routers.join(gone);
    routers.leave(gone);
    routers.at(US).put(request("e-1").build());
    var forwarded = routers.carryOnce();
    routers.carry();

    routers.join(agent("eu-2", EU, "classification"));
    forwarded.forEach(routers::put);

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
  }

  private void start(String routing) {
    routers = new FederatedRouters(directory, routing);
  }

  private void putWithTrace(ExecutionRequest request) {
    var us = routers.at(US);
    var topic = us.topics.requests();
    us.putBytes(
        topic,
        request.getExecutionId(),
        us.codecs.encoder(topic.name(), ExecutionRequest.class).encode(request),
        new RecordHeaders().add("traceparent", "00-1".getBytes(UTF_8)));
  }

  private ExecutionTask onlyTask(String region) {
    var tasks = routers.at(region).tasks(region);
    assertThat(tasks).hasSize(1);
    return tasks.get(0);
  }

  private ExecutionOutcome onlyOutcome() {
    var outcomes = routers.at(US).outcomes();
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  private List<String> deadLetterReasons(String region) {
    return routers.at(region).deadLetters().stream()
        .map(letter -> letter.headers().lastHeader(DeadLetters.REASON))
        .map(header -> new String(header.value(), UTF_8))
        .toList();
  }

  private static ExecutionRequest withRetries(ExecutionRequest.Builder request, int retries) {
    return request.setOptions(ExecutionOptions.newBuilder().setRetries(retries).build()).build();
  }
}
