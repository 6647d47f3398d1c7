package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.core.failover.Command;
import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.Ramp;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.ServingMode;
import dev.parallax.events.TriggerKind;
import dev.parallax.events.TriggerView;
import dev.parallax.runtime.deadletter.DeadLetters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work moves by what the topology reads, and what it writes says so. */
class FailoverTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  @TempDir Path directory;
  private HealthDriver health;

  @BeforeEach
  void start() {
    health = new HealthDriver(directory, Events.activePassive());
    health.heartbeat(Events.heartbeat("a-us", US, health.now()));
    health.heartbeat(Events.heartbeat("a-eu", EU, health.now()));
    pass("up", "up");
  }

  @AfterEach
  void stop() {
    health.close();
  }

  @Test
  void theActiveRegionMovesTogetherWithBothStatesAndTheEvent() {
    assertThat(newest().get(US))
        .satisfies(
            us -> {
              assertThat(us.getActive()).isTrue();
              assertThat(us.getServing()).isEqualTo(ServingMode.SERVING);
              assertThat(us.getEpoch()).isZero();
            });
    pass("down", "up");
    pass("down", "up");
    health.regions();
    pass("down", "up");

    var states = newest();
    assertThat(states.get(US).getActive()).isFalse();
    assertThat(states.get(US).getServing()).isEqualTo(ServingMode.STANDBY);
    assertThat(states.get(US).getHealth()).isEqualTo(Health.UNHEALTHY);
    assertThat(states.get(EU).getActive()).isTrue();
    assertThat(states.get(EU).getServing()).isEqualTo(ServingMode.SERVING);
    assertThat(states.values()).extracting(RegionState::getEpoch).containsOnly(1L);
    assertThat(health.failovers())
        .containsExactly(
            new FailoverEvent(
                "failover-1",
                1L,
                FailoverKind.FAILOVER,
                US,
                EU,
                "us-east-1 is UNHEALTHY (down for 1 of 1 observer: eu-west-1 (3 failures, last:"
                    + " status 503)) (F2)",
                "automatic",
                null,
                List.of(),
                health.now()));
    assertThat(health.metric("parallax_failovers_total"))
        .contains("parallax_failovers_total{kind=\"FAILOVER\"} 1.0");
  }

  @Test
  void anOperatorsCommandIsObeyedOnceAndNamed() {
    newest();
    command("c-1", CommandKind.FAILOVER, null, EU);
    command("c-1", CommandKind.FAILOVER, null, EU);
    command("c-2", CommandKind.FAILOVER, US, EU);

    assertThat(health.failovers())
        .satisfiesExactly(
            moved -> {
              assertThat(moved.getKind()).isEqualTo(FailoverKind.FAILOVER);
              assertThat(moved.getBy()).isEqualTo("alice");
              assertThat(moved.getCommand()).isEqualTo("c-1");
              assertThat(moved.getEpoch()).isEqualTo(1);
            },
            refused -> {
              assertThat(refused.getKind()).isEqualTo(FailoverKind.REFUSED);
              assertThat(refused.getCommand()).isEqualTo("c-2");
              assertThat(refused.getEpoch()).isEqualTo(1);
              assertThat(refused.getCause()).contains("F4");
            });
    assertThat(newest().get(EU))
        .satisfies(
            eu -> {
              assertThat(eu.getActive()).isTrue();
              assertThat(eu.getPinned()).isTrue();
              assertThat(eu.getEpoch()).isEqualTo(1);
            });
  }

  @Test
  void aReturningPrimarySaysHowItsShareGrowsAndWhenItHasAllOfIt() {
    command("c-1", CommandKind.FAILOVER, null, EU);
    newest();
    command("c-2", CommandKind.FAILBACK, null, US);
    long began = health.now();

    assertThat(newest().get(US).getRamp()).isEqualTo(new Ramp(EU, began, 60_000L));

    for (int i = 0; i < 6; i++) {
      pass("up", "up");
    }
    assertThat(newest().get(US).getRamp()).isNull();
  }

  @Test
  void errorsOfItsExecutionsMakeARegionUnhealthyOnTrial() {
    traffic(US, 100, 20, 40);
    health.pass(Duration.ofSeconds(1));
    assertThat(newest().get(US).getTriggers())
        .extracting(TriggerView::getKind, TriggerView::getFiring, TriggerView::getTripped)
        .containsExactly(tuple(TriggerKind.MAX_ERROR_RATE, true, false));

    for (int i = 0; i < 3; i++) {
      pass("up", "up");
    }

    var us = newest().get(US);
    assertThat(us.getHealth()).isEqualTo(Health.UNHEALTHY);
    assertThat(us.getTrial()).isTrue();
    assertThat(us.getCause())
        .isEqualTo("error rate 0.6 (60 of 100 executions), maxErrorRate 0.5 over 60 s");
    assertThat(health.failovers())
        .extracting(FailoverEvent::getKind)
        .containsExactly(FailoverKind.FAILOVER);
  }

  @Test
  void whatItCannotUseBecomesADeadLetter() {
    traffic("mars-1", 1, 0, 0);
    traffic(US, -1, 0, 0);
    health.putBytes(health.topics.commands(), US, "garbage".getBytes(UTF_8));
    command("c".repeat(Command.MAX_TEXT + 1), CommandKind.DRAIN, US, null);

    assertThat(health.records(health.topics.deadLetters()))
        .extracting(r -> new String(r.headers().lastHeader(DeadLetters.REASON).value(), UTF_8))
        .containsExactly("UNKNOWN_REGION", "INVALID", "UNREADABLE", "INVALID");
  }

  /** One interval, at whose end both are probed and their agents beat. */
  private void pass(String us, String eu) {
    health.pass(INTERVAL);
    health.heartbeat(Events.heartbeat("a-us", US, health.now()));
    health.heartbeat(Events.heartbeat("a-eu", EU, health.now()));
    probe(EU, US, us);
    probe(US, EU, eu);
  }

  private void probe(String observer, String target, String result) {
    health.probe(
        result.equals("up")
            ? Events.up(observer, target, 85, health.now())
            : Events.down(observer, target, health.now()));
  }

  private void command(String id, CommandKind kind, String from, String to) {
    var command = new RegionCommand(id, kind, from, to, false, "alice", health.now());
    health.put(health.topics.commands(), US, command, RegionCommand.class);
  }

  private void traffic(String region, long executions, long failures, long timeouts) {
    var counts = new RegionTraffic(region, 0, health.now(), executions, failures, timeouts);
    health.put(health.topics.traffic(), region, counts, RegionTraffic.class);
  }

  /** What was last told of each region since the last call. */
  private Map<String, RegionState> newest() {
    var newest = new TreeMap<String, RegionState>();
    health.regions().forEach(state -> newest.put(state.getRegion(), state));
    return newest;
  }
}
