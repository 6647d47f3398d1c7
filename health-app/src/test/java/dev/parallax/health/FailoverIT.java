package dev.parallax.health;

import static dev.parallax.health.FailoverGround.AHEAD;
import static dev.parallax.health.FailoverGround.AP;
import static dev.parallax.health.FailoverGround.EU;
import static dev.parallax.health.FailoverGround.SLOW;
import static dev.parallax.health.FailoverGround.US;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the active region is left and returned to when parts of a real installation fail. Every test
 * begins and ends with all well and {@code us-east-1} active.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FailoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int THRESHOLD = 2;
  private static final long AHEAD_MS = Duration.ofMinutes(5).toMillis();

  private FailoverGround ground;
  private Newest<RegionState> regions;
  private Newest<FailoverEvent> failovers;
  private Newest<HealthProbe> probes;
  private int eventsBefore;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    ground = new FailoverGround(directory);
    regions = ground.regions();
    failovers = ground.failovers();
    probes = ground.probes();
  }

  @AfterAll
  void stop() {
    regions.close();
    failovers.close();
    probes.close();
    ground.close();
  }

  @BeforeEach
  void allIsWell() {
    awaitAllWell();
    eventsBefore = events().size();
  }

  @AfterEach
  void everyMoveRaisedTheEpochByOneAndIsToldOnce() {
    ground.restore();
    awaitAllWell();
    var moves = events();
    assertThat(moves).extracting(FailoverEvent::getId).doesNotHaveDuplicates();
    assertThat(moves)
        .extracting(FailoverEvent::getEpoch)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, moves.size()).boxed().toList());
    assertThat(state(US).getEpoch()).isEqualTo(moves.size());
  }

  @Test
  @Tag("long")
  void leavesARegionWhoseEndpointGivesNoAnswerAndReturnsOnce() {
    ground.loseAnswersTo(EU);
    ground.loseAnswersTo(AP);
    until(() -> isActive(EU) && !newEvents().isEmpty());
    assertThat(newEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getKind()).isEqualTo(FailoverKind.FAILOVER);
              assertThat(event.getFrom()).isEqualTo(US);
              assertThat(event.getTo()).isEqualTo(EU);
              assertThat(event.getCause()).contains("2 of 2");
            });
    assertThat(state(US).getActive()).isFalse();
    assertThat(state(US).getHealth()).isEqualTo(Health.UNHEALTHY);

    ground.healLinks();
    awaitAllWell();
    assertKinds(FailoverKind.FAILOVER, FailoverKind.FAILBACK);
  }

  @Test
  @Tag("long")
  void leavesARegionWhoseAgentsAllDiedThoughItsEndpointAnswers() {
    ground.agentsDie(US);
    until(() -> isActive(EU) && !newEvents().isEmpty());
    assertThat(newEvents())
        .singleElement()
        .satisfies(event -> assertThat(event.getCause()).contains("agents"));
    assertThat(List.of(seenBy(EU), seenBy(AP))).allMatch(o -> o.getError() == null);

    ground.agentsLive(US);
    awaitAllWell();
    assertKinds(FailoverKind.FAILOVER, FailoverKind.FAILBACK);
  }

  @Test
  void movesNothingWhileOneOfTwoObserversGetsNoAnswer() {
    ground.loseAnswersTo(EU);
    until(() -> state(US).getHealth() == Health.DEGRADED);
    int degradedAt = probes.all().size();
    until(() -> failures(EU, degradedAt) > 2 * THRESHOLD);
    assertThat(state(US).getHealth()).isEqualTo(Health.DEGRADED);
    assertThat(newEvents()).isEmpty();

    ground.healLinks();
    awaitAllWell();
    assertThat(newEvents()).isEmpty();
  }

  @Test
  @Tag("long")
  void ignoresAProbeThatComesLaterThanOneThatBeganAfterIt() {
    long begin = Clock.systemUTC().millis() - 10_000;
    ground.probe(SLOW, true, begin);
    ground.probe(SLOW, false, begin + 2_000);
    ground.probe(SLOW, true, begin + 1_000);
    ground.probe(SLOW, false, begin + 3_000);
    until(() -> state(US).getHealth() == Health.DEGRADED);

    assertThat(seenBy(SLOW).getFailures()).isEqualTo(THRESHOLD);
    assertThat(seenBy(SLOW).getLastProbeAt()).isEqualTo(begin + 3_000);
    until(() -> state(US).getHealth() == Health.HEALTHY);
    assertThat(newEvents()).isEmpty();
  }

  @Test
  @Tag("long")
  void letsProbesOfAClockThatIsAheadGrowOldAsAllOthers() {
    long ahead = Clock.systemUTC().millis() + AHEAD_MS;
    ground.probe(AHEAD, false, ahead);
    ground.probe(AHEAD, false, ahead + 1_000);
    until(() -> state(US).getHealth() == Health.DEGRADED);

    // It says no more: after three intervals of the broker's clock what it saw does not count.
    until(() -> state(US).getHealth() == Health.HEALTHY);
    assertThat(newEvents()).isEmpty();

    // Its clock is set right: what it sees from then on counts.
    ground.probe(AHEAD, false, Clock.systemUTC().millis());
    until(() -> state(US).getHealth() == Health.DEGRADED);
    ground.probe(AHEAD, true, Clock.systemUTC().millis());
    ground.probe(AHEAD, true, Clock.systemUTC().millis() + 1);
    until(() -> state(US).getHealth() == Health.HEALTHY);
    assertThat(newEvents()).isEmpty();
  }

  @Test
  void failsOverOnceThoughItIsKilledBeforeItsTransactionEnds() {
    try (var log = uncommitted()) {
      var begin = log.endOffsets(log.assignment());
      begin.forEach(log::seek);
      ground.loseAnswersTo(EU);
      ground.loseAnswersTo(AP);
      // What it wrote stands in the log before the transaction that it belongs to is committed.
      until(() -> !log.poll(Duration.ofMillis(5)).isEmpty());
      ground.killApp();
    }
    restartAndReturn();
  }

  @Test
  @Tag("long")
  void failsOverOnceThoughItIsKilledWhenItsTransactionHasEnded() {
    ground.loseAnswersTo(EU);
    ground.loseAnswersTo(AP);
    until(() -> !newEvents().isEmpty());
    ground.killApp();
    restartAndReturn();
  }

  @Test
  @Tag("long")
  void failsOverOnceThoughItWasDeadWhenTheThresholdWasMet() {
    ground.killApp();
    int dead = probes.all().size();
    ground.loseAnswersTo(EU);
    ground.loseAnswersTo(AP);
    until(() -> failures(EU, dead) >= THRESHOLD && failures(AP, dead) >= THRESHOLD);
    assertThat(newEvents()).isEmpty();
    restartAndReturn();
  }

  private void restartAndReturn() {
    ground.startApp();
    until(() -> isActive(EU) && !newEvents().isEmpty());
    assertKinds(FailoverKind.FAILOVER);
    ground.healLinks();
    awaitAllWell();
    assertKinds(FailoverKind.FAILOVER, FailoverKind.FAILBACK);
  }

  private void assertKinds(FailoverKind... kinds) {
    assertThat(newEvents()).extracting(FailoverEvent::getKind).containsExactly(kinds);
  }

  private void awaitAllWell() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread()
        .untilAsserted(
            () ->
                assertThat(List.of(US, EU, AP))
                    .extracting(this::told)
                    .containsExactly(
                        "us-east-1 HEALTHY, 1 agents, active",
                        "eu-west-1 HEALTHY, 1 agents",
                        "ap-south-1 HEALTHY, 1 agents"));
  }

  private String told(String region) {
    return regions
        .of(region)
        .map(
            state ->
                "%s %s, %d agents%s"
                    .formatted(
                        region,
                        state.getHealth(),
                        state.getAgentsConnected(),
                        state.getActive() ? ", active" : ""))
        .orElse(region + " unknown");
  }

  private boolean isActive(String region) {
    return regions.of(region).filter(RegionState::getActive).isPresent();
  }

  private RegionState state(String region) {
    return regions.of(region).orElseThrow();
  }

  private ObserverView seenBy(String observer) {
    return state(US).getObservers().stream()
        .filter(o -> o.getObserver().equals(observer))
        .findFirst()
        .orElseThrow();
  }

  private List<FailoverEvent> events() {
    var decoder = ground.codecs().decoder(FailoverEvent.class);
    return failovers.all().stream().map(record -> decoder.decode(record.value())).toList();
  }

  /** Those of this test. */
  private List<FailoverEvent> newEvents() {
    return events().stream().skip(eventsBefore).toList();
  }

  /** Failed probes of the active region by this observer, after so many probes of all. */
  private long failures(String observer, int after) {
    var decoder = ground.codecs().decoder(HealthProbe.class);
    return probes.all().stream()
        .skip(after)
        .map(record -> decoder.decode(record.value()))
        .filter(probe -> probe.getObserver().equals(observer) && probe.getTarget().equals(US))
        .filter(probe -> !probe.getOk())
        .count();
  }

  private KafkaConsumer<byte[], byte[]> uncommitted() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ground.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(ground.failoversTopic(), 0)));
    return consumer;
  }

  private static void until(Callable<Boolean> reached) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).pollInSameThread().until(reached);
  }
}
