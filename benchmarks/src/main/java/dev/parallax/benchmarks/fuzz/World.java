package dev.parallax.benchmarks.fuzz;

import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.federation.Secrets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three regions, and ways to configure them. */
final class World {
  static final Secrets SECRETS =
      new Secrets(Map.of("FEDERATION_SECRET", "a secret of sixteen or more"));

  /** One after the other is in force. */
  static final List<String> ROUTINGS =
      List.of(
          """
          routing:
            strategy: latency
            preferences: [sameRegion, nearestRegion, anyRegion]
            hold: 3s
            residency:
              rules:
                - {match: {input.dataResidency: eu}, agents: {region: eu-west-1}}
          """,
          """
          routing:
            strategy: affinity
            hold: 3s
            rules:
              - {match: {input.preferredRegion: "*"}, agents: {region: $input.preferredRegion}}
              - {match: {input.userCountry: [DE, FR]}, agents: {region: eu-west-1}}
              - {match: {}, agents: {region: "*"}}
          """,
          """
          routing:
            strategy: weighted
            weights: {us-east-1: 50, eu-west-1: 30, ap-south-1: 20}
          """,
          """
          routing:
            strategy: capability
            hold: 3s
            config:
              regionCapabilities: {eu-west-1: [capability-0], us-east-1: [capability-1]}
          """,
          """
          routing: {hold: 3s}
          disasterRecovery:
            mode: active-passive
            primary: us-east-1
            standby: [eu-west-1, ap-south-1]
            failover:
              triggers: {minAgents: 1, maxErrorRate: 0.5, maxLatency: 300ms}
          """);

  private World() {}

  /**
   * A configuration of {@link Names#HERE}.
   *
   * @param routing one of {@link #ROUTINGS}
   */
  static ParallaxConfig config(boolean federated, String routing) {
    var regions =
        Names.REGIONS.stream()
            .map(
                region ->
                    "{id: %1$s, primary: %2$s, kafka: {bootstrapServers: \"%1$s:9092\"}}"
                        .formatted(region, region.equals(Names.HERE)))
            .collect(Collectors.joining(", "));
    var peers =
        Names.REGIONS.stream()
            .map(
                "{region: %1$s, endpoint: \"http://%1$s\", authSecret: federation-secret}"
                    ::formatted)
            .collect(Collectors.joining(", "));
    var text =
        """
        regions: [%s]
        controlPlane:
          mode: %s
          currentRegion: us-east-1
        %s
        topics: {partitions: 1}
        """
            .formatted(
                regions,
                federated ? "federated" : "global",
                federated ? "  federation: {peers: [" + peers + "]}" : "");
    var result = ConfigReader.read(YamlDocuments.parse(text + routing));
    if (result instanceof ConfigResult.Valid valid) {
      return valid.config();
    }
    throw new IllegalArgumentException(result.refusals().toString());
  }
}
