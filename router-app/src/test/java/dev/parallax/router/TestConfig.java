package dev.parallax.router;

import dev.parallax.core.config.Agents;
import dev.parallax.core.config.ControlPlane;
import dev.parallax.core.config.Executions;
import dev.parallax.core.config.FailoverPolicy;
import dev.parallax.core.config.HealthCheck;
import dev.parallax.core.config.InputLimits;
import dev.parallax.core.config.Kafka;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Region;
import dev.parallax.core.config.Residency;
import dev.parallax.core.config.Routing;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Strategy;
import dev.parallax.core.config.Topics;
import dev.parallax.core.routing.Router;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Configurations for tests, and the parts of a router that has them. */
final class TestConfig {
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-south-1");

  static final Strategy NEAREST =
      new Strategy.Latency(Optional.empty(), Duration.ZERO, Optional.empty(), List.of());

  static final Routing NOTHING_HELD = routing(NEAREST, Residency.NONE, Duration.ZERO, 100_000);

  private TestConfig() {}

  static Routing routing(Strategy strategy, Residency residency, Duration hold, int maxHeld) {
    return new Routing(strategy, true, residency, hold, maxHeld);
  }

  static Meters meters(TopicCatalogue topics) {
    var names = topics.all(REGIONS).stream().map(TopicSpec::name).collect(Collectors.toSet());
    return new Meters(REGIONS, names, "hash");
  }

  static RouterParts parts(
      ParallaxConfig config,
      TopicCatalogue topics,
      AvroCodecs codecs,
      FleetHolder fleet,
      Meters meters) {
    return parts(
        config,
        topics,
        codecs,
        fleet,
        meters,
        Federation.of(config, Seals.of(config, new Secrets(Map.of()))));
  }

  static RouterParts parts(
      ParallaxConfig config,
      TopicCatalogue topics,
      AvroCodecs codecs,
      FleetHolder fleet,
      Meters meters,
      Federation federation) {
    return parts(config, topics, codecs, fleet, meters, federation, Backlog.NONE);
  }

  static RouterParts parts(
      ParallaxConfig config,
      TopicCatalogue topics,
      AvroCodecs codecs,
      FleetHolder fleet,
      Meters meters,
      Federation federation,
      Backlog returned) {
    return new RouterParts(
        config,
        topics,
        codecs,
        Router.of(config, "hash"),
        fleet,
        new RouterMeters(meters, REGIONS, federation.others(), config.routing().strategy().name()),
        new DecisionRecords(config.routing().strategy().name(), "hash"),
        federation,
        returned);
  }

  static ParallaxConfig of(int partitions, Routing routing) {
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
        routing,
        new FailoverPolicy(
            FailoverPolicy.Mode.NONE,
            true,
            Duration.ofMinutes(5),
            true,
            Duration.ofMinutes(5),
            Duration.ZERO,
            new FailoverPolicy.Triggers(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                0,
                Duration.ofMinutes(1),
                Optional.empty())));
  }
}
