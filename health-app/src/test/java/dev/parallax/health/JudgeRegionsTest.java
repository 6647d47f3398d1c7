package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.Health;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeRegionsTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @TempDir Path directory;
  private HealthDriver health;

  @BeforeEach
  void start() {
    health = new HealthDriver(directory);
  }

  @AfterEach
  void stop() {
    health.close();
  }

  @Test
  void publishesEveryConfiguredRegionAtStart() {
    assertThat(health.written.missing()).contains("the state of regions has not been written yet");
    long began = health.now();
    health.pass(LOOK);

    assertThat(health.regions())
        .containsExactly(unknown(US, began), unknown(EU, began), unknown(AP, began));
    assertThat(health.written.missing()).isEmpty();
  }

  @Test
  void publishesAVerdictWithTheProbeThatGaveIt() {
    health.pass(LOOK);
    health.regions();
    long now = health.now();

    health.probe(Events.up(US, EU, 85.5, now - 90));

    var state = unknown(EU, now);
    state.setHealth(Health.HEALTHY);
    state.setLastVerdict(Health.HEALTHY);
    state.setCause("up for 1 observer");
    state.setObservers(List.of(new ObserverView(US, ObserverState.UP, 85.5, null, now - 90, 0, 1)));
    state.setUpdatedAt(now);
    assertThat(health.regions()).containsExactly(state);
  }

  @Test
  void threeFailuresInARowMakeARegionUnhealthyAndTwoSuccessesHealthyAgain() {
    health.probe(Events.up(US, EU, 85, health.now()));
    for (int i = 0; i < 3; i++) {
      health.pass(INTERVAL);
      health.probe(Events.down(US, EU, health.now()));
    }
    assertThat(last(health.region(EU)))
        .satisfies(
            sick -> {
              assertThat(sick.getHealth()).isEqualTo(Health.UNHEALTHY);
              assertThat(sick.getCause())
                  .isEqualTo("down for 1 of 1 observer: us-east-1 (3 failures, last: status 503)");
              assertThat(sick.getSince()).isEqualTo(health.now());
            });

    for (int i = 0; i < 2; i++) {
      health.pass(INTERVAL);
      health.probe(Events.up(US, EU, 85, health.now()));
    }
    assertThat(last(health.region(EU)).getHealth()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void silenceIsUnknownAndKeepsTheLastVerdict() {
    health.probe(Events.up(US, EU, 85, health.now()));
    health.pass(Duration.ofSeconds(31));

    assertThat(last(health.region(EU)))
        .satisfies(
            silent -> {
              assertThat(silent.getHealth()).isEqualTo(Health.UNKNOWN);
              assertThat(silent.getLastVerdict()).isEqualTo(Health.HEALTHY);
            });
  }

  @Test
  void anIdleFleetIsRefreshedEveryThirtySecondsOnly() {
    health.pass(Duration.ofSeconds(95));

    assertThat(health.region(US))
        .extracting(RegionState::getUpdatedAt)
        .map(at -> (at - HealthDriver.START.toEpochMilli()) / 1_000)
        .containsExactly(0L, 30L, 60L, 90L);
  }

  @Test
  void countsTheAgentsThatWerePublished() {
    health.pass(LOOK);
    health.regions();
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()));
    health.heartbeat(Events.heartbeat("a-2", EU, health.now()).setCapabilities(List.of("sum")));
    health.heartbeat(
        Events.heartbeat("a-3", EU, health.now())
            .setCapabilities(List.of("sum"))
            .setStatus(HeartbeatStatus.DRAINING));
    health.pass(LOOK);

    assertThat(health.regions())
        .singleElement()
        .satisfies(
            eu -> {
              assertThat(eu.getRegion()).isEqualTo(EU);
              assertThat(eu.getAgentsConnected()).isEqualTo(3);
              assertThat(eu.getAgentsByCapability())
                  .isEqualTo(Map.of("classify", 1, "translate", 1, "sum", 2));
            });
  }

  @Test
  void anExpiredAgentIsNoLongerCounted() {
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()));
    health.pass(Duration.ofSeconds(32));

    assertThat(last(health.region(EU)).getAgentsConnected()).isZero();
  }

  @Test
  void anAgentStateThatCannotBeReadIsCountedAndTheLastGoodOneStands() {
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()));
    health.putBytes(health.topics.agents(), "a-1", "garbage".getBytes(UTF_8));
    health.putBytes(health.topics.agents(), null, "garbage".getBytes(UTF_8));
    health.pass(LOOK);

    assertThat(last(health.region(EU)).getAgentsConnected()).isEqualTo(1);
    assertThat(health.metric("parallax_bad_state_records_total"))
        .containsExactly("parallax_bad_state_records_total{topic=\"parallax.agents\"} 2.0");
  }

  /** It would be named in its region's record, which Kafka would refuse. */
  @Test
  void anAgentStateWithMoreThanAHeartbeatMayTellIsNotCounted() {
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()));
    health.put(
        health.topics.agents(), "a-1", state("a-1", "x".repeat(2_000_000)), AgentState.class);
    health.pass(LOOK);

    var told = last(health.region(EU));
    assertThat(told.getAgentsConnected()).isEqualTo(1);
    assertThat(told.getAgentsByCapability().keySet())
        .allSatisfy(name -> assertThat(name).hasSizeLessThan(201));
    assertThat(health.metric("parallax_bad_state_records_total"))
        .containsExactly("parallax_bad_state_records_total{topic=\"parallax.agents\"} 1.0");
  }

  private static AgentState state(String agentId, String capability) {
    return AgentState.newBuilder()
        .setAgentId(agentId)
        .setRegion(EU)
        .setIncarnation("1")
        .setPartition(0)
        .setStatus(AgentStatus.CONNECTED)
        .setCapabilities(List.of(capability))
        .setMaxConcurrency(1)
        .setSince(0)
        .setLastHeartbeatAt(0)
        .build();
  }

  @Test
  void showsItsMetricsWhileItIsTheWriter() {
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()));
    health.probe(Events.up(US, EU, 85, health.now() + 1_915));
    for (int i = 0; i < 3; i++) {
      health.pass(Duration.ofSeconds(1));
      health.probe(Events.down(EU, AP, health.now() - 60_000 + i));
    }

    assertThat(health.metric("parallax_agents_connected"))
        .containsExactly(
            "parallax_agents_connected{region=\"ap-south-1\"} 0.0",
            "parallax_agents_connected{region=\"eu-west-1\"} 1.0",
            "parallax_agents_connected{region=\"us-east-1\"} 0.0");
    assertThat(health.metric("parallax_region_health"))
        .containsExactly(
            "parallax_region_health{region=\"ap-south-1\"} 0.0",
            "parallax_region_health{region=\"eu-west-1\"} 1.0",
            "parallax_region_health{region=\"us-east-1\"} 1.0");
    assertThat(health.metric("parallax_cross_region_latency_seconds"))
        .containsExactly(
            "parallax_cross_region_latency_seconds{from=\"us-east-1\",to=\"eu-west-1\"} 0.085");
    assertThat(health.metric("parallax_clock_skew_seconds"))
        .as("a failed probe does not tell when it ended")
        .containsExactly("parallax_clock_skew_seconds{region=\"us-east-1\"} 2.0");
  }

  @Test
  void garbageBecomesADeadLetterAndTheNextProbeIsJudged() {
    health.putBytes(health.topics.probes(), "x", "garbage".getBytes(UTF_8));
    health.probe(Events.up(US, EU, 85, health.now()));

    assertThat(deadLetter()).isEqualTo("UNREADABLE");
    assertThat(last(health.region(EU)).getHealth()).isEqualTo(Health.HEALTHY);
  }

  @Test
  void aProbeOfOrByAnUnknownRegionBecomesADeadLetter() {
    health.probe(Events.up(US, "mars-1", 85, health.now()));
    assertThat(deadLetter()).isEqualTo("UNKNOWN_REGION");

    health.probe(Events.up("mars-1", US, 85, health.now()));
    assertThat(deadLetter()).isEqualTo("UNKNOWN_REGION");
  }

  @Test
  void anImpossibleLatencyBecomesADeadLetter() {
    health.probe(Events.up(US, EU, -1, health.now()));

    assertThat(deadLetter()).isEqualTo("INVALID");
  }

  @Test
  void anotherRecordBecomesADeadLetter() {
    health.put(
        health.topics.probes(), "x", Events.heartbeat("a-1", US, 1).build(), AgentHeartbeat.class);

    assertThat(deadLetter()).isEqualTo("WRONG_RECORD");
  }

  private String deadLetter() {
    var letters = health.records(health.topics.deadLetters());
    assertThat(letters).hasSize(1);
    return new String(letters.get(0).headers().lastHeader(DeadLetters.REASON).value(), UTF_8);
  }

  private static RegionState last(List<RegionState> states) {
    assertThat(states).isNotEmpty();
    return states.get(states.size() - 1);
  }

  private static RegionState unknown(String region, long at) {
    return RegionState.newBuilder()
        .setRegion(region)
        .setHealth(Health.UNKNOWN)
        .setLastVerdict(Health.UNKNOWN)
        .setCause("never probed")
        .setServing(ServingMode.SERVING)
        .setSince(at)
        .setUpdatedAt(at + LOOK.toMillis())
        .build();
  }
}
