package dev.parallax.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** C5. */
class EffectiveConfigTest {
  private static final Map<String, Object> MINIMAL =
      Map.of("regions", List.of(Map.of("id", "us-east-1")));

  @Test
  void fillsInEveryDefault() {
    assertThat(EffectiveConfig.of(ConfigNodes.config(MINIMAL)))
        .containsExactly(
            entry(
                "regions",
                List.of(
                    Map.of(
                        "id",
                        "us-east-1",
                        "name",
                        "us-east-1",
                        "primary",
                        true,
                        "privateLink",
                        false))),
            entry(
                "controlPlane",
                Map.of(
                    "mode", "global",
                    "currentRegion", "us-east-1",
                    "regions", List.of("us-east-1"))),
            entry(
                "routing",
                Map.of(
                    "strategy",
                    "latency",
                    "config",
                    Map.of("sameRegionBonus", "0s"),
                    "crossRegionEnabled",
                    true,
                    "residency",
                    Map.of("unmatched", "allow", "rules", List.of()),
                    "hold",
                    "10s",
                    "maxHeld",
                    100_000)),
            entry(
                "healthCheck",
                Map.of(
                    "interval",
                    "10s",
                    "timeout",
                    "5s",
                    "unhealthyThreshold",
                    3,
                    "healthyThreshold",
                    2)),
            entry("agents", Map.of("heartbeat", "10s", "ttl", "30s")),
            entry("executions", Map.of("timeout", "30s", "retries", 1, "idempotence", "1h")),
            entry("input", Map.of("maxBytes", 1_000_000, "maxDepth", 64)),
            entry("kafka", Map.of("bootstrapServers", "localhost:9092", "properties", Map.of())),
            entry(
                "schemaRegistry", Map.of("urls", List.of("http://localhost:8081/apis/ccompat/v7"))),
            entry(
                "topics",
                Map.of("prefix", "parallax.", "partitions", 12, "replicationFactor", -1)));
  }

  @Test
  void printsWhatThisReleaseReadsAgain() {
    var config = ConfigNodes.config(MINIMAL);

    assertThat(ConfigReader.read(ConfigNodes.of(EffectiveConfig.of(config))))
        .isEqualTo(new ConfigResult.Valid(config, List.of(), List.of()));
  }

  @Test
  void printsActivePassiveWithItsDefaultsInOnePlace() {
    var config =
        routed(Map.of("strategy", "failover", "secondary", "eu-west-1", "failoverThreshold", 5));

    assertThat(EffectiveConfig.of(config))
        .containsEntry(
            "disasterRecovery",
            Map.of(
                "mode", "active-passive",
                "primary", "us-east-1",
                "standby", List.of("eu-west-1"),
                "failover", Map.of("automatic", true, "cooldown", "300s"),
                "failback", Map.of("enabled", true, "delay", "300s", "ramp", "0s")));
  }

  @Test
  void printsWhatStandsInFrontOfTheRegions() {
    var config =
        ConfigNodes.config(
            Map.of(
                "regions",
                List.of(Map.of("id", "us-east-1"), Map.of("id", "eu-west-1")),
                "controlPlane",
                Map.of("loadBalancer", Map.of("type", "geoDNS")),
                "globalAccelerator",
                Map.of(
                    "enabled",
                    true,
                    "endpoints",
                    List.of(
                        Map.of("region", "eu-west-1", "weight", 30),
                        Map.of("region", "us-east-1", "weight", 50.5)))));

    var document = EffectiveConfig.of(config);
    assertThat(document.get("controlPlane"))
        .extracting("loadBalancer")
        .isEqualTo(Map.of("type", "geoDNS", "healthCheck", Map.of("path", "/health/ready")));
    assertThat(document)
        .containsEntry(
            "globalAccelerator",
            Map.of(
                "enabled",
                true,
                "endpoints",
                List.of(
                    Map.of("region", "us-east-1", "weight", 50.5),
                    Map.of("region", "eu-west-1", "weight", 30L))));
    assertThat(ConfigReader.read(ConfigNodes.of(document)))
        .isEqualTo(new ConfigResult.Valid(config, List.of(), List.of()));
  }

  @Test
  void hashesOneMeaningAlike() {
    var percent = Map.of("us-east-1", 50, "eu-west-1", 50.0);
    var reordered = Map.of("eu-west-1", 50, "us-east-1", 50);

    assertThat(EffectiveConfig.hash(routed(Map.of("strategy", "weighted", "weights", percent))))
        .isEqualTo(
            EffectiveConfig.hash(routed(Map.of("strategy", "weighted", "weights", reordered))))
        .matches("[0-9a-f]{12}");
  }

  @Test
  void hashesEveryDifferenceApart() {
    var hashes = new ArrayList<String>();
    for (var routing :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("hold", "1s"),
            Map.of("crossRegionEnabled", false),
            Map.of("config", Map.of("maxLatency", 200)),
            Map.of("config", Map.of("maxLatency", 201)),
            Map.of("preferences", List.of("sameRegion", "anyRegion")),
            Map.of("strategy", "failover", "secondary", "eu-west-1"),
            Map.of("strategy", "weighted", "weights", Map.of("us-east-1", 1)))) {
      hashes.add(EffectiveConfig.hash(routed(routing)));
    }

    assertThat(hashes).doesNotHaveDuplicates();
  }

  private static ParallaxConfig routed(Map<String, Object> routing) {
    return ConfigNodes.config(
        Map.of(
            "regions",
            List.of(Map.of("id", "us-east-1"), Map.of("id", "eu-west-1")),
            "routing",
            routing));
  }
}
