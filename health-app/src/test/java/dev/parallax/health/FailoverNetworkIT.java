package dev.parallax.health;

import static dev.parallax.health.Installation.AP;
import static dev.parallax.health.Installation.EU;
import static dev.parallax.health.Installation.US;
import static dev.parallax.health.Installation.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.health.probe.Regions;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Link.Direction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real observers of the active region, each over a link of its own that can be cut (F2, H3). */
@Tag("long")
class FailoverNetworkIT {
  @TempDir Path directory;
  private final List<AutoCloseable> open = new ArrayList<>();
  private Installation installation;

  @AfterEach
  void close() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  /** First one of the two links is cut, in one direction, then the other as well. */
  @Test
  void aRegionThatOneOfTwoCannotReachStaysAndOneThatNoneCanReachIsLeft() throws Exception {
    var servers = opened(Regions.start(Duration.ofMillis(5)));
    var fromEu = linkTo(servers.well());
    var fromAp = linkTo(servers.well());
    installation = opened(new Installation(directory, configuration(servers.well())));
    killed(installation.start("health"));
    killed(installation.observe(EU, "us-east-1=http://" + fromEu.address()));
    killed(installation.observe(AP, "us-east-1=http://" + fromAp.address()));
    until(
        () -> {
          for (var region : Events.REGIONS) {
            installation.heartbeat("a-" + region, region);
          }
          return isHealthy(US) && isHealthy(EU) && up(EU) && up(AP) && agents(EU) == 1;
        });

    fromEu.cut(Direction.FROM_TARGET);
    until(() -> installation.region(US).getHealth() == Health.DEGRADED && !up(EU) && up(AP));
    assertThat(installation.happened()).isEmpty();
    assertThat(installation.region(US).getEpoch()).isZero();
    assertThat(installation.active()).containsExactly(US);

    fromAp.cut(Direction.TO_TARGET);
    until(() -> !installation.happened().isEmpty());
    assertThat(installation.happened())
        .extracting(FailoverEvent::getKind, FailoverEvent::getFrom, FailoverEvent::getTo)
        .containsExactly(tuple(FailoverKind.FAILOVER, US, EU));
    assertThat(installation.happened().get(0).getCause())
        .contains("down for 2 of 2 observers", "no answer within 900 ms");
    assertThat(installation.active()).containsExactly(EU);
  }

  private static String configuration(URI well) {
    return """
    regions:
      - {id: us-east-1, primary: true, endpoint: "%s"}
      - {id: eu-west-1, endpoint: "%s"}
      - {id: ap-south-1, endpoint: "%s"}
    agents: {heartbeat: 60s, ttl: 600s}
    healthCheck: {interval: 1s, timeout: 900ms, unhealthyThreshold: 3, healthyThreshold: 2}
    disasterRecovery:
      mode: active-passive
      primary: us-east-1
      standby: [eu-west-1, ap-south-1]
      failback: {enabled: false}
    """
        .formatted(well, well, well);
  }

  private Link linkTo(URI target) {
    return opened(Link.listen(Duration.ofMillis(2))).target(target.getPort());
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private void killed(ChildProcess child) {
    open.add(child::kill);
  }

  private boolean isHealthy(String region) {
    return installation.regions.of(region).filter(r -> r.getHealth() == Health.HEALTHY).isPresent();
  }

  private int agents(String region) {
    return installation.region(region).getAgentsConnected();
  }

  /** Whether this observer says that the active region is up. */
  private boolean up(String observer) {
    return installation.region(US).getObservers().stream()
        .filter(view -> view.getObserver().equals(observer))
        .map(ObserverView::getState)
        .anyMatch(ObserverState.UP::equals);
  }
}
