package dev.parallax.health;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Peer;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Routing;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Topics;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.HeartbeatStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Records and a configuration for tests: three regions, probes and heartbeats every 10 s. */
final class Events {
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  private Events() {}

  static AgentHeartbeat.Builder heartbeat(String agentId, String region, long sentAt) {
    return AgentHeartbeat.newBuilder()
        .setAgentId(agentId)
        .setIncarnation("i-1")
        .setPartition(0)
        .setRegion(region)
        .setCapabilities(List.of("translate", "classify"))
        .setStatus(HeartbeatStatus.CONNECTED)
        .setLoad(0.3)
        .setMaxConcurrency(4)
        .setInFlight(1)
        .setVersion("1.0")
        .setSentAt(sentAt);
  }

  static HealthProbe up(String observer, String target, double latencyMs, long probedAt) {
    return new HealthProbe(observer, target, true, latencyMs, null, probedAt);
  }

  static HealthProbe down(String observer, String target, long probedAt) {
    return new HealthProbe(observer, target, false, null, "status 503", probedAt);
  }

  static ParallaxConfig config(int partitions) {
    return new ParallaxConfig(
        REGIONS.stream()
            .map(id -> new Region(id, id, Optional.empty(), id.equals("us-east-1"), false))
            .toList(),
        new ControlPlane(ControlPlane.Mode.GLOBAL, "us-east-1", REGIONS),
        new Kafka("nowhere:1", Map.of()),
        SchemaRegistry.open(List.of()),
        new Topics("parallax.", partitions, 1),
        new Agents(Duration.ofSeconds(10), Duration.ofSeconds(30)),
        new HealthCheck(Duration.ofSeconds(10), Duration.ofSeconds(5), 3, 2),
        new Executions(Duration.ofSeconds(30), 0, Duration.ofHours(1)),
        new InputLimits(1_000_000, 64),
        new Routing(
            new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of()),
            true,
            Residency.NONE,
            Duration.ZERO,
            100_000),
        new FailoverPolicy(
            FailoverPolicy.Mode.NONE,
            true,
            Duration.ofSeconds(300),
            true,
            Duration.ofSeconds(300),
            Duration.ZERO,
            new FailoverPolicy.Triggers(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                0,
                Duration.ofSeconds(60),
                Optional.empty())));
  }

  /**
   * One serves, in the order of the regions; more than half of 20 failed executions in a minute
   * make a region UNHEALTHY, and a share that comes back grows over a minute.
   */
  static ParallaxConfig activePassive() {
    var plain = config(1);
    var routing = plain.routing();
    return new ParallaxConfig(
        plain.regions(),
        plain.controlPlane(),
        plain.kafka(),
        plain.schemaRegistry(),
        plain.topics(),
        plain.agents(),
        plain.healthCheck(),
        plain.executions(),
        plain.input(),
        new Routing(
            new Strategy.Failover(REGIONS, true),
            routing.crossRegionEnabled(),
            routing.residency(),
            routing.hold(),
            routing.maxHeld()),
        new FailoverPolicy(
            FailoverPolicy.Mode.ACTIVE_PASSIVE,
            true,
            Duration.ofSeconds(300),
            true,
            Duration.ofSeconds(300),
            Duration.ofSeconds(60),
            new FailoverPolicy.Triggers(
                OptionalInt.empty(),
                OptionalDouble.of(0.5),
                20,
                Duration.ofSeconds(60),
                Optional.empty())));
  }

  /** The same with a control plane in each region, as it is in this one. */
  static ParallaxConfig federated(String region) {
    return federated(region, List.of());
  }

  static ParallaxConfig federated(String region, List<Peer> peers) {
    var passive = activePassive();
    return new ParallaxConfig(
        passive.regions(),
        new ControlPlane(ControlPlane.Mode.FEDERATED, region, REGIONS, peers),
        passive.kafka(),
        passive.schemaRegistry(),
        passive.topics(),
        passive.agents(),
        passive.healthCheck(),
        passive.executions(),
        passive.input(),
        passive.routing(),
        passive.failover());
  }
}
