package dev.parallax.health.console;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.DecisionResult;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.events.Health;
import dev.parallax.events.ObserverState;
import dev.parallax.events.ObserverView;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.ServingMode;
import dev.parallax.events.Target;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** A small installation of two regions, and what its topics tell. */
final class Told {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final long NOW = 1_700_000_100_000L;

  static {
    // Builders need Avro to trust the records' classes, which codecs see to.
    var unused = new AvroCodecs(new InMemorySchemaRegistry());
  }

  private Told() {}

  static ParallaxConfig config() {
    try {
      var file = Files.createTempFile("console", ".yaml");
      Files.writeString(
          file,
          """
          regions:
            - {id: us-east-1, name: US East, primary: true}
            - {id: eu-west-1, name: EU West}
          controlPlane: {currentRegion: us-east-1}
          disasterRecovery: {mode: active-passive, primary: us-east-1, standby: [eu-west-1]}
          """);
      var config = ConfigFiles.load(file);
      Files.delete(file);
      return config;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  static Scene scene() {
    return new Scene(config(), () -> NOW);
  }

  static RegionState.Builder region(String id, Health health) {
    return RegionState.newBuilder()
        .setRegion(id)
        .setHealth(health)
        .setLastVerdict(health)
        .setCause("3 of 3 probes")
        .setServing(ServingMode.SERVING)
        .setEpoch(7)
        .setSince(NOW - 60_000)
        .setUpdatedAt(NOW - 1_000);
  }

  static ObserverView up(String observer, double latencyMs) {
    return new ObserverView(observer, ObserverState.UP, latencyMs, null, NOW, 0, 3);
  }

  static AgentState agent(String id, String region, AgentStatus status, int inFlight) {
    return new AgentState(
        id,
        "i1",
        0,
        region,
        List.of("analysis", "ocr"),
        status,
        0.5,
        4,
        inFlight,
        null,
        null,
        NOW,
        NOW);
  }

  static RegionTraffic traffic(String region, long at, long executions, long failures) {
    return new RegionTraffic(region, 0, at, executions, failures, 0L);
  }

  static RoutingDecision decision(String execution, String pattern) {
    return RoutingDecision.newBuilder()
        .setExecutionId(execution)
        .setResult(DecisionResult.ROUTED)
        .setMessage("routed")
        .setOrigin(US)
        .setPattern(pattern)
        .setStrategy("latency")
        .setTargets(List.of(new Target(0, EU, "agent-1", 0)))
        .setConfigHash("c0ffee")
        .setDeadline(NOW + 1_000)
        .setDecidedAt(NOW)
        .build();
  }

  static FailoverEvent event(String id, FailoverKind kind) {
    return new FailoverEvent(
        id, 7L, kind, US, EU, "us-east-1 is UNHEALTHY", "automatic", null, List.of(), NOW);
  }

  /** A scene of which everything above has been told. */
  static Scene full() {
    var scene = scene();
    scene.region(
        US,
        Optional.of(
            region(US, Health.UNHEALTHY)
                .setServing(ServingMode.STANDBY)
                .setObservers(
                    List.of(new ObserverView(EU, ObserverState.DOWN, null, "refused", NOW, 3, 0)))
                .build()));
    scene.region(
        EU,
        Optional.of(
            region(EU, Health.HEALTHY)
                .setActive(true)
                .setObservers(List.of(up(US, 85.25)))
                .build()));
    scene.agent("a", Optional.of(agent("a", EU, AgentStatus.CONNECTED, 3)));
    scene.agent("b", Optional.of(agent("b", EU, AgentStatus.DRAINING, 1)));
    scene.agent("c", Optional.of(agent("c", EU, AgentStatus.DISCONNECTED, 0)));
    scene.traffic(traffic(EU, NOW - 70_000, 1_000, 0));
    scene.traffic(traffic(EU, NOW - 30_000, 5, 1));
    scene.traffic(traffic(EU, NOW - 1_000, 7, 0));
    scene.reading(Reading.LIVE);
    return scene;
  }
}
