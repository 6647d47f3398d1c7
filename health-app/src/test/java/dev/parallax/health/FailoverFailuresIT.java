package dev.parallax.health;

import static dev.parallax.health.Installation.AP;
import static dev.parallax.health.Installation.EU;
import static dev.parallax.health.Installation.US;
import static dev.parallax.health.Installation.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What moves work of active-passive and what does not (F2, H2, H3, H5, H6), where the probes are
 * the test's own, so that they say exactly this.
 */
@Tag("long")
class FailoverFailuresIT {
  private static final long FIVE_MINUTES_MS = Duration.ofMinutes(5).toMillis();

  @TempDir Path directory;
  private Installation installation;
  private ChildProcess app;

  /** An interval of a minute is evidence that does not age while the test runs. */
  private void start(String interval, String ttl, String triggers) throws IOException {
    installation =
        new Installation(
            directory,
            """
            regions: [{id: us-east-1, primary: true}, {id: eu-west-1}, {id: ap-south-1}]
            agents: {heartbeat: 500ms, ttl: %s}
            healthCheck: {interval: %s, timeout: 500ms, unhealthyThreshold: 3, healthyThreshold: 2}
            disasterRecovery:
              mode: active-passive
              primary: us-east-1
              standby: [eu-west-1, ap-south-1]
              failover: {triggers: {%s}}
              failback: {enabled: false}
            """
                .formatted(ttl, interval, triggers));
    app = installation.start("health");
  }

  @AfterEach
  void stop() {
    app.kill();
    installation.close();
  }

  @Test
  void theLossOfItsAgentsMovesARegionWhoseEndpointAnswers() throws IOException {
    start("500ms", "4s", "minAgents: 1");
    until(
        () -> {
          beat(US, EU, AP);
          everyoneSeesAllUp();
          return allHealthyWithAgents();
        });

    until(
        () -> {
          beat(EU, AP);
          everyoneSeesAllUp();
          return !installation.happened().isEmpty();
        });

    assertThat(installation.happened())
        .singleElement()
        .satisfies(
            event -> {
              assertMoved(event);
              assertThat(event.getCause()).contains("minAgents 1", "0 agents");
            });
    assertThat(installation.region(US).getObservers())
        .extracting(ObserverView::getState)
        .containsOnly(ObserverState.UP);
    assertThat(installation.active()).containsExactly(EU);
  }

  @Test
  void oneObserverOfTwoThatSeesNothingMovesNothing() throws IOException {
    startWithSteadyEvidence();
    for (int i = 0; i < 10; i++) {
      installation.probe(EU, US, false);
      installation.probe(AP, US, true);
    }

    until(() -> installation.region(US).getHealth() == Health.DEGRADED);
    assertNothingMoved();

    installation.probe(AP, US, false);
    installation.probe(AP, US, false);
    installation.probe(AP, US, false);
    until(() -> !installation.happened().isEmpty());
    assertThat(installation.happened()).singleElement().satisfies(FailoverFailuresIT::assertMoved);
  }

  @Test
  void probesThatComeLateChangeNoVerdict() throws IOException {
    startWithSteadyEvidence();
    long now = System.currentTimeMillis();
    for (int i = 20; i > 0; i--) {
      installation.probe(EU, US, false, now - 60_000 - i * 1_000L);
      installation.probe(AP, US, false, now - 60_000 + i * 1_000L - 30_000);
    }
    untilAllIsRead();

    assertThat(observer(US, EU).getFailures()).isZero();
    assertThat(observer(US, AP).getFailures()).isZero();
    assertThat(installation.told())
        .filteredOn(state -> state.getRegion().equals(US))
        .extracting(RegionState::getHealth)
        .doesNotContain(Health.DEGRADED, Health.UNHEALTHY);
    assertNothingMoved();
  }

  /** Freshness goes by the broker's time, and a corrected clock is heard at once (H2). */
  @Test
  void anObserverWhoseClockIsAheadIsHeardBeforeAndAfterItIsSetRight() throws IOException {
    start("60s", "600s", "");
    long ahead = System.currentTimeMillis() + FIVE_MINUTES_MS;
    until(
        () -> {
          beat(US, EU, AP);
          return installation.regions.of(US).filter(r -> r.getAgentsConnected() > 0).isPresent();
        });
    for (int i = 0; i < 3; i++) {
      installation.probe(EU, US, true, ahead + i);
      installation.probe(AP, US, true);
      installation.probe(US, EU, true);
    }
    until(() -> allHealthy(US, EU) && observer(US, EU).getState() == ObserverState.UP);

    for (int i = 0; i < 3; i++) {
      installation.probe(EU, US, false, ahead + 10 + i);
    }
    until(() -> observer(US, EU).getState() == ObserverState.DOWN);
    assertThat(installation.region(US).getHealth()).isEqualTo(Health.DEGRADED);
    assertNothingMoved();

    for (int i = 0; i < 2; i++) {
      installation.probe(EU, US, true);
    }
    until(() -> observer(US, EU).getState() == ObserverState.UP);
    assertThat(installation.region(US).getHealth()).isEqualTo(Health.HEALTHY);
    assertNothingMoved();
  }

  private void startWithSteadyEvidence() throws IOException {
    start("60s", "600s", "");
    beat(US, EU, AP);
    everyoneSeesAllUp();
    everyoneSeesAllUp();
    until(this::allHealthyWithAgents);
  }

  /** Both other regions probe each region. */
  private void everyoneSeesAllUp() {
    Map.of(US, EU, EU, AP, AP, US)
        .forEach(
            (one, other) -> {
              installation.probe(one, other, true);
              installation.probe(other, one, true);
            });
  }

  private void beat(String... regions) {
    for (var region : regions) {
      installation.heartbeat("a-" + region, region);
    }
  }

  private boolean allHealthyWithAgents() {
    return allHealthy(US, EU, AP)
        && Events.REGIONS.stream()
            .allMatch(id -> installation.region(id).getAgentsConnected() == 1);
  }

  private boolean allHealthy(String... regions) {
    for (var region : regions) {
      if (installation.regions.of(region).filter(r -> r.getHealth() == Health.HEALTHY).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Once a verdict of a probe that was written last is told, those before it were read. */
  private void untilAllIsRead() {
    for (int i = 0; i < 3; i++) {
      installation.probe(US, AP, false);
    }
    until(() -> installation.region(AP).getHealth() == Health.DEGRADED);
  }

  private ObserverView observer(String target, String observer) {
    return installation.region(target).getObservers().stream()
        .filter(view -> view.getObserver().equals(observer))
        .findFirst()
        .orElseThrow(() -> new AssertionError(observer + " is no observer of " + target));
  }

  private static void assertMoved(FailoverEvent event) {
    assertThat(event.getKind()).isEqualTo(FailoverKind.FAILOVER);
    assertThat(event.getFrom()).isEqualTo(US);
    assertThat(event.getTo()).isEqualTo(EU);
    assertThat(event.getEpoch()).isEqualTo(1);
  }

  private void assertNothingMoved() {
    assertThat(installation.happened()).isEmpty();
    assertThat(installation.active()).containsExactly(US);
    assertThat(installation.told()).extracting(RegionState::getEpoch).containsOnly(0L);
  }
}
