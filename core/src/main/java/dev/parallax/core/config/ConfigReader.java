package dev.parallax.core.config;

import java.util.List;

/**
 * Makes the configuration of a parsed document, or says everything that is wrong with it (C1 to
 * C4). Never throws, whatever the document holds.
 */
public final class ConfigReader {
  private static final List<String> KEYS =
      List.of(
          "regions",
          "controlPlane",
          "routing",
          "disasterRecovery",
          "replication",
          "globalAccelerator",
          "healthCheck",
          "health",
          "agents",
          "executions",
          "input",
          "kafka",
          "schemaRegistry",
          "topics");

  private ConfigReader() {}

  /** For the apps: what this release cannot do yet is refused, never ignored (C3). */
  public static ConfigResult read(ConfigNode root) {
    return readUngated(root);
  }

  /** For routing and failover cases: accepts all that the specification has. */
  public static ConfigResult readUngated(ConfigNode root) {
    var findings = new Findings();
    var config = readAll(new Cursor("", root, findings).fields(KEYS));
    return findings.faults().isEmpty()
        ? new ConfigResult.Valid(config, findings.warnings())
        : new ConfigResult.Faulty(findings.faults(), findings.warnings());
  }

  private static ParallaxConfig readAll(Fields root) {
    var regions = RegionsReader.read(root);
    var names = new RegionNames(regions.stream().map(Region::id).toList());
    var primary = regions.stream().filter(Region::primary).findFirst().map(Region::id).orElse("");
    var health =
        HealthKeys.read(root.section("healthCheck", HealthKeys.KEYS))
            .agree(HealthKeys.read(root.section("health", HealthKeys.KEYS)));
    var routing = RoutingReader.read(root);
    return new ParallaxConfig(
        regions,
        ControlPlaneReader.read(root, names, primary),
        ClusterReader.kafka(root),
        ClusterReader.schemaRegistry(root),
        ClusterReader.topics(root),
        BasicsReader.agents(root),
        health.complete(),
        BasicsReader.executions(root, routing.hold()),
        BasicsReader.input(root),
        routing,
        FailoverDefaults.NONE);
  }
}
