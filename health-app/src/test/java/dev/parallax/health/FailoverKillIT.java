package dev.parallax.health;

import static dev.parallax.health.Installation.AP;
import static dev.parallax.health.Installation.EU;
import static dev.parallax.health.Installation.US;
import static dev.parallax.health.Installation.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.CommandKind;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.RegionState;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer of the regions is killed (SIGKILL) while work moves (F2, F6, F7). */
@Tag("long")
class FailoverKillIT {
  /** Evidence that does not age while a process starts: the probes are the test's own. */
  private static final String CONFIGURATION =
      """
      regions: [{id: us-east-1, primary: true}, {id: eu-west-1}, {id: ap-south-1}]
      agents: {heartbeat: 60s, ttl: 600s}
      healthCheck: {interval: 60s, timeout: 5s, unhealthyThreshold: 3, healthyThreshold: 2}
      disasterRecovery:
        mode: active-passive
        primary: us-east-1
        standby: [eu-west-1, ap-south-1]
        failover: {cooldown: 1ms}
        failback: {enabled: false}
      """;

  @TempDir Path directory;
  private final List<ChildProcess> apps = new ArrayList<>();
  private Installation installation;

  @BeforeEach
  void begin() throws IOException {
    installation = new Installation(directory, CONFIGURATION);
    for (var region : Events.REGIONS) {
      installation.heartbeat("a-" + region, region);
    }
  }

  @AfterEach
  void end() {
    apps.forEach(ChildProcess::kill);
    installation.close();
  }

  @Test
  void aFailoverDuringWhichTheWriterIsKilledTakesPlaceOnce() {
    killDuringFailovers(List.of(0, 50, 150));
  }

  @Test
  void itDoesWheneverTheWriterIsKilled() {
    killDuringFailovers(List.of(0, 10, 20, 30, 50, 70, 90, 100, 110, 130, 160, 200, 300));
  }

  /** At each of these times, in ms after the probe that tips the scales. */
  private void killDuringFailovers(List<Integer> delays) {
    var writer = start("health-1");
    var sick = US;
    var well = EU;
    for (int round = 0; round < delays.size(); round++) {
      allAreWell();
      installation.command(
          "drain-" + round, round % 2 == 0 ? CommandKind.DRAIN : CommandKind.UNDRAIN, AP);
      fails(sick, well);
      killAfter(delays.get(round), writer);
      int movedAtDeath = installation.happened().size() - 2 * round;
      writer = start("health-1");

      long epoch = 2L * (round + 1);
      until(() -> told(epoch).size() == 3);
      assertOnce(round, sick, well);
      System.out.printf(
          "killed %d ms after the tipping probe: %d of 2 changes told before it died, each once in the end%n",
          delays.get(round), movedAtDeath);
      var next = sick;
      sick = well;
      well = next;
    }
    assertOneActiveRegionPerEpoch();
    assertThat(installation.happened())
        .as("no command and no failover again")
        .hasSize(2 * delays.size());
  }

  /** The other of two instances takes over what the killed one no longer can. */
  @Test
  void theOtherInstanceTakesOver() {
    var first = start("health-1");
    allAreWell();
    var second = start("health-2");
    second.awaitLine("operations server: ", Duration.ofSeconds(60));
    until(() -> Operations.get(second, "/health/ready").contains("\"ready\""));

    var writer = writer(first, second);
    writer.kill();
    long killedAt = System.currentTimeMillis();
    fails(US, EU);
    until(() -> !installation.happened().isEmpty());

    long took = installation.toldAt(EU, 1) - killedAt;
    System.out.printf("the other instance wrote the failover %d ms after the kill%n", took);
    assertThat(installation.happened())
        .extracting(FailoverEvent::getKind, FailoverEvent::getEpoch)
        .containsExactly(tuple(FailoverKind.FAILOVER, 1L));
    assertThat(installation.active()).containsExactly(EU);
    assertThat(took).as("session timeout 6 s, and a busy machine").isBetween(0L, 30_000L);
  }

  /** Only the writer exports the metrics of regions (H9). */
  private static ChildProcess writer(ChildProcess first, ChildProcess second) {
    var writers = new ArrayList<ChildProcess>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              writers.clear();
              for (var app : List.of(first, second)) {
                if (Operations.get(app, "/metrics").contains("parallax_region_health{")) {
                  writers.add(app);
                }
              }
              return writers.size() == 1;
            });
    return writers.get(0);
  }

  private ChildProcess start(String instance) {
    var app = installation.start(instance);
    apps.add(app);
    return app;
  }

  private void allAreWell() {
    for (int i = 0; i < 2; i++) {
      installation.probe(EU, US, true);
      installation.probe(US, EU, true);
      installation.probe(US, AP, true);
    }
    until(
        () ->
            Events.REGIONS.stream()
                .allMatch(
                    id ->
                        installation
                            .regions
                            .of(id)
                            .filter(r -> r.getHealth() == Health.HEALTHY)
                            .filter(r -> r.getAgentsConnected() == 1)
                            .isPresent()));
  }

  private void fails(String region, String observer) {
    for (int i = 0; i < 3; i++) {
      installation.probe(observer, region, false);
    }
  }

  private static void killAfter(int delayMs, ChildProcess app) {
    assertThat(app.awaitExit(Duration.ofMillis(delayMs)))
        .as("it lives until it is killed")
        .isFalse();
    app.kill();
  }

  /** Of which regions that epoch was told. */
  private List<String> told(long epoch) {
    return installation.told().stream()
        .filter(state -> state.getEpoch() == epoch)
        .map(RegionState::getRegion)
        .distinct()
        .toList();
  }

  /** The drain and the failover of a round, each once; the regions' records agree with them. */
  private void assertOnce(int round, String from, String to) {
    var events = installation.happened().stream().skip(2L * round).toList();
    assertThat(events).hasSize(2);
    assertThat(events)
        .extracting(FailoverEvent::getEpoch)
        .containsExactly(2L * round + 1, 2L * round + 2);
    assertThat(events)
        .filteredOn(event -> event.getKind() == FailoverKind.FAILOVER)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFrom()).isEqualTo(from);
              assertThat(event.getTo()).isEqualTo(to);
              assertThat(event.getBy()).isEqualTo("automatic");
            });
    assertThat(events)
        .filteredOn(event -> event.getKind() != FailoverKind.FAILOVER)
        .singleElement()
        .satisfies(event -> assertThat(event.getCommand()).isEqualTo("drain-" + round));
    assertThat(installation.active()).containsExactly(to);
    assertThat(Events.REGIONS)
        .allSatisfy(id -> assertThat(installation.region(id).getEpoch()).isEqualTo(2L * round + 2));
  }

  private void assertOneActiveRegionPerEpoch() {
    Map<Long, Map<String, RegionState>> byEpoch = new LinkedHashMap<>();
    for (var state : installation.told()) {
      byEpoch
          .computeIfAbsent(state.getEpoch(), epoch -> new LinkedHashMap<>())
          .put(state.getRegion(), state);
    }
    assertThat(byEpoch.values())
        .allSatisfy(
            states -> assertThat(states.values()).filteredOn(RegionState::getActive).hasSize(1));
  }
}
