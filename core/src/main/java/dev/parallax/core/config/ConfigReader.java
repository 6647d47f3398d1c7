package dev.parallax.core.config;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  /** Where keys belong that are easily written at the top. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "multiRegion", "what stands in it here, at the top (it is a section of Helm values)",
          "currentRegion", "controlPlane.currentRegion",
          "federation", "controlPlane.federation",
          "residency", "routing.residency",
          "failover", "disasterRecovery.failover");

  private ConfigReader() {}

  /** For the apps: what this release cannot do yet is said, never ignored (C3). */
  public static ConfigResult read(ConfigNode root) {
    return read(root, document -> {});
  }

  /** For routing and failover cases, which no release limits: nothing in it is unsupported. */
  public static ConfigResult readUngated(ConfigNode root) {
    return read(root, document -> document.findings().forgetUnsupported());
  }

  private static ConfigResult read(ConfigNode root, Consumer<Cursor> gate) {
    var document = Cursor.at(root);
    var config = readAll(document.fields(KEYS, ELSEWHERE));
    gate.accept(document);
    var findings = document.findings();
    return findings.faults().isEmpty()
        ? new ConfigResult.Valid(config, findings.unsupported(), findings.warnings())
        : new ConfigResult.Faulty(findings.faults(), findings.unsupported(), findings.warnings());
  }

  private static ParallaxConfig readAll(Fields root) {
    var regions = RegionsReader.read(root);
    var names = new RegionNames(regions.stream().map(Region::id).toList());
    var primary = regions.stream().filter(Region::primary).findFirst().map(Region::id).orElse("");
    var section = root.section("controlPlane", ControlPlaneReader.KEYS);
    var federation = section.section("federation", FederationReader.KEYS);
    var controlPlane = ControlPlaneReader.read(section, federation, names, primary);
    var keys = RoutingKeys.open(root);
    var recovery = Recovery.read(root, names);
    var health = health(root, keys, recovery);
    var strategies = new StrategyReader(keys, recovery, names, primary);
    var routing = RoutingReader.read(keys.routing(), strategies.strategy(), names, controlPlane);
    warnOfPair(strategies, controlPlane, regions);
    checkOrder(strategies, routing.strategy(), controlPlane, regions);
    FederatedClusters.check(section, controlPlane, regions);
    return new ParallaxConfig(
        regions,
        controlPlane,
        ClusterReader.kafka(root),
        ClusterReader.schemaRegistry(root),
        ClusterReader.topics(root),
        BasicsReader.agents(root),
        health,
        BasicsReader.executions(root, routing.hold()),
        BasicsReader.input(root),
        routing,
        strategies.policy(TriggersReader.read(recovery.failover(), health)),
        ReplicationReader.read(root, federation, names, controlPlane),
        InfrastructureReader.read(root, section, names));
  }

  /** C1: the block of routing first, the general one where it is silent, and both thresholds. */
  private static HealthCheck health(Fields root, RoutingKeys keys, Recovery recovery) {
    var general =
        HealthKeys.read(root.section("healthCheck", HealthKeys.KEYS))
            .agree(HealthKeys.read(root.section("health", HealthKeys.KEYS)));
    return keys.health()
        .orElse(general)
        .withThresholds(
            List.of(
                keys.routing().state("failoverThreshold", HealthKeys::threshold),
                keys.config().state("failoverThreshold", HealthKeys::threshold),
                recovery.threshold()))
        .complete();
  }

  private static void checkOrder(
      StrategyReader strategies,
      Strategy strategy,
      ControlPlane controlPlane,
      List<Region> regions) {
    if (strategies.isActivePassive()) {
      var order = new FailoverOrder(strategy.failoverOrder(), strategies.activePassiveAt());
      order.refuseUnserved(controlPlane);
      order.warnOfUnprobed(regions);
    }
  }

  /** C4. */
  private static void warnOfPair(
      StrategyReader strategies, ControlPlane controlPlane, List<Region> regions) {
    if (strategies.isActivePassive()
        && controlPlane.mode() == ControlPlane.Mode.FEDERATED
        && regions.size() == 2) {
      strategies
          .activePassiveAt()
          .warn(
              "C4",
              "with two federated regions there is no majority when one is gone (F8), so nothing"
                  + " fails over by itself: add a third region");
    }
  }
}
