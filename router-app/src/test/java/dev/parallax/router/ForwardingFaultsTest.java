package dev.parallax.router;

import static dev.parallax.router.Events.agent;
import static dev.parallax.router.Events.answer;
import static dev.parallax.router.Events.pattern;
import static dev.parallax.router.Events.request;
import static dev.parallax.router.FederatedRouters.EU;
import static dev.parallax.router.FederatedRouters.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.events.ReturnKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TakenSlot;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P7: what a peer of another version or configuration, a hostile or a late one does no harm. */
class ForwardingFaultsTest {
  private static final String NOTHING_HELD = "routing: {hold: 0s}\n";

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
  void aPartOfAnUnknownKindIsADeadLetter() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));

    routers.forge(US, EU, part("e-1", slot(0, 1)).setKind(PartKind.UNKNOWN).build());
    routers.forge(
        US, EU, part("e-2", slot(0, 1)).setKind(PartKind.UNKNOWN).setRequest(null).build());

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(deadLetterReasons(EU)).containsExactly("INVALID", "INVALID");
  }

  @Test
  void aPartThatWasForwardedTwiceIsADeadLetter() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));

    routers.forge(US, EU, part("e-1", slot(0, 1)).setHops(2).build());

    assertThat(deadLetterReasons(EU)).containsExactly("INVALID");
    assertThat(routers.at(EU).tasks(EU)).isEmpty();
  }

  @Test
  void aPartWithMoreSlotsThanAnExecutionHasIsADeadLetter() {
    start(NOTHING_HELD);
    var slots = IntStream.range(0, 513).mapToObj(number -> slot(number, 1)).toList();

    routers.forge(US, EU, part("e-1").setSlots(slots).build());
    routers.forge(US, EU, part("e-2", slot(-1, 1)).build());
    routers.forge(US, EU, part("e-3", slot(0, 1), slot(0, 2)).build());
    routers.forge(US, EU, part("e".repeat(300), slot(0, 1)).build());

    assertThat(deadLetterReasons(EU)).containsExactly("INVALID", "INVALID", "INVALID", "INVALID");
  }

  /** The router would end, at every start again, on a record that its broker does not take. */
  @Test
  void whatIsTooLargeToBeForwardedIsUnroutable() {
    start(NOTHING_HELD);
    var capabilities = IntStream.range(0, 120).mapToObj(i -> "\u65e5".repeat(200) + i).toList();
    routers.join(agent("eu-1", EU, capabilities.toArray(String[]::new)));
    var pattern = pattern("demanding", "first");
    pattern.getAgents().setCapabilities(capabilities);
    routers.apply(pattern);
    routers.at(US).put(request("e-1").setPattern("demanding").setCapabilities(List.of()).build());

    assertThat(routers.carry()).isZero();
    assertThat(routers.at(US).unroutable())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.getReason()).isEqualTo("INVALID_REQUEST");
              assertThat(refused.getMessage()).contains("too large to be forwarded");
            });
  }

  @Test
  void anExecutionIsNotAskedForWithoutEnd() {
    start(NOTHING_HELD);
    var agents =
        IntStream.range(0, 520).mapToObj(i -> agent("eu-" + i, EU, "classification")).toList();
    agents.forEach(routers.at(EU)::put);

    routers.forge(US, EU, parts("e-1", 1, 500));
    routers.forge(US, EU, parts("e-1", 2, 13));

    assertThat(routers.at(EU).tasks(EU)).hasSize(500);
  }

  @Test
  void agentsOfAPeerHaveNamesThatAgentsCanHave() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());

    for (var name : List.of("x".repeat(257), "eu-west-1~1.2", " ")) {
      routers.forge(EU, US, returned(ReturnKind.TAKEN, name).build());
    }

    assertThat(deadLetterReasons(US)).containsExactly("INVALID", "INVALID", "INVALID");
  }

  @Test
  void anAgentWithANameOfUnknownOnesIsNotAsked() {
    start(NOTHING_HELD);
    routers.at(US).put(agent("eu-west-1~1.1", US, "classification"));
    routers.at(US).put(request("e-1").build());

    assertThat(routers.at(US).unroutable())
        .extracting("reason")
        .containsExactly("NO_ELIGIBLE_AGENT");
  }

  @Test
  void aReasonOfAPeerIsShortened() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());

    routers.forge(EU, US, returned(ReturnKind.REFUSED, null).setError("x".repeat(100_000)).build());

    assertThat(routers.at(US).outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.getStatus()).isEqualTo(ExecutionStatus.FAILED);
              assertThat(outcome.getReason()).hasSizeLessThan(1_000);
            });
  }

  /** R5: an origin whose configuration does not bind it gets no value. */
  @Test
  void theRulesHereKeepValuesFromAnOriginThatDoesNotKnowThem() {
    start(BOUND);
    routers.join(agent("eu-1", EU, "classification"));
    var bound = request("e-1").setInput("{\"country\":\"DE\"}").build();

    routers.forge(US, EU, part("e-1", slot(0, 1)).setRequest(bytes(bound)).build());

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
    assertThat(routers.carryOnce())
        .singleElement()
        .satisfies(back -> assertThat(new String(back.value(), UTF_8)).contains("RESIDENCY"));
  }

  /** X9: each control plane has its own. */
  @Test
  void oneIdAtTwoControlPlanesIsAnsweredAtBoth() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(US).put(request("e-1").build());
    routers.carry();
    routers.at(EU).put(request("e-1").build());
    var tasks = routers.at(EU).tasks(EU);
    assertThat(tasks).hasSize(2);

    routers.at(EU).put(answer(tasks.get(0), "1").build());
    routers.at(EU).put(answer(tasks.get(1), "1").build());
    routers.carry();

    assertThat(routers.at(EU).outcomes()).extracting("value").containsExactly("1");
    assertThat(routers.at(US).outcomes()).extracting("value").containsExactly("1");
    assertThat(deadLetterReasons(EU)).isEmpty();
  }

  /** R12, X8: whether the origin heard who was asked before or not. */
  @Test
  void nobodyIsAskedTwiceThoughTheOriginDoesNotKnowWhoWas() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"), agent("eu-2", EU, "classification"));

    for (int i = 1; i <= 8; i++) {
      routers.forge(US, EU, part("e-" + i, slot(0, 1)).build());
      routers.forge(US, EU, part("e-" + i, slot(0, 2)).build());

      assertThat(routers.at(EU).tasks(EU))
          .extracting(ExecutionTask::getAgentId)
          .containsExactlyInAnyOrder("eu-1", "eu-2");
    }
  }

  /** X8: nobody waits for its answer. */
  @Test
  void anAttemptThatTimedOutOnTheWayIsNotDone() {
    start(NOTHING_HELD);
    routers.join(agent("eu-1", EU, "classification"));
    var options = ExecutionOptions.newBuilder().setRetries(1).build();
    routers.at(US).put(request("e-1").setOptions(options).build());

    routers.pass(Duration.ofSeconds(31));
    routers.carry();

    assertThat(routers.at(EU).tasks(EU)).extracting(ExecutionTask::getAttempt).containsExactly(2);
  }

  /** The origin went elsewhere, though the execution that had the id is forgotten meanwhile. */
  @Test
  void whatWasRefusedIsRefusedWhenItComesAgain() {
    start("routing: {hold: 0s}\nexecutions: {timeout: 10s, retries: 0, idempotence: 60s}\n");
    routers.join(agent("eu-1", EU, "classification"));
    routers.at(EU).put(request("e-1").build());
    var own = routers.at(EU).tasks(EU).get(0);
    routers.at(EU).put(answer(own, "1").build());
    long later = routers.at(US).now().plusSeconds(300).toEpochMilli();
    var part = part("e-1", new PartSlot(0, 1, later)).setDeadline(later).build();
    routers.forge(US, EU, part);
    for (int i = 0; i < 100; i++) {
      routers.pass(Duration.ofSeconds(1));
    }
    routers.at(EU).put(answer(own, "1").build());
    assertThat(deadLetterReasons(EU)).containsExactly("UNKNOWN_EXECUTION");

    routers.forge(US, EU, part);

    assertThat(routers.at(EU).tasks(EU)).isEmpty();
  }

  @Test
  void aLateAnswerFromHereIsIgnoredAfterItsSlotWentElsewhere() {
    start(NOTHING_HELD);
    routers.join(agent("us-1", US, "classification"), agent("eu-1", EU, "classification"));
    var options = ExecutionOptions.newBuilder().setRetries(1).build();
    routers.at(US).put(request("e-1").setOptions(options).build());
    var task = routers.at(US).tasks(US).get(0);
    routers.pass(Duration.ofSeconds(31));
    routers.carry();
    assertThat(routers.at(EU).tasks(EU)).hasSize(1);

    routers.at(US).put(answer(task, "1").build());

    assertThat(routers.at(US).outcomes()).isEmpty();
    assertThat(deadLetterReasons(US)).isEmpty();
  }

  private void start(String routing) {
    routers = new FederatedRouters(directory, routing);
  }

  private PartSlot slot(int number, int attempt) {
    return new PartSlot(number, attempt, routers.at(US).now().plusSeconds(30).toEpochMilli());
  }

  private ForwardedPart.Builder part(String id, PartSlot... slots) {
    return ForwardedPart.newBuilder()
        .setExecutionId(id)
        .setOrigin(US)
        .setKind(PartKind.EXECUTE)
        .setSlots(List.of(slots))
        .setRequest(bytes(request(id).build()))
        .setAppendedAt(routers.at(US).now().toEpochMilli())
        .setDeadline(routers.at(US).now().plusSeconds(60).toEpochMilli());
  }

  private ForwardedPart parts(String id, int attempt, int count) {
    var slots = IntStream.range(0, count).mapToObj(number -> slot(number, attempt)).toList();
    return part(id).setSlots(slots).build();
  }

  private ByteBuffer bytes(ExecutionRequest request) {
    var us = routers.at(US);
    return ByteBuffer.wrap(
        us.codecs.encoder(us.topics.requests().name(), ExecutionRequest.class).encode(request));
  }

  private static ReturnedPart.Builder returned(ReturnKind kind, String agentId) {
    return ReturnedPart.newBuilder()
        .setExecutionId("e-1")
        .setRegion(EU)
        .setKind(kind)
        .setSlots(List.of(new TakenSlot(0, 1, agentId)));
  }

  private List<String> deadLetterReasons(String region) {
    return routers.at(region).deadLetters().stream()
        .map(letter -> letter.headers().lastHeader(DeadLetters.REASON))
        .map(header -> new String(header.value(), UTF_8))
        .toList();
  }
}
