package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.config.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of the sandbox: intervals so short that what happens to agents and regions is
 * seen within seconds, everything else by default.
 */
final class SandboxConfig {
  /** Few, as one small process reads them all. */
  static final int PARTITIONS = 4;

  /** Of the agents. */
  static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /** An agent that sent no heartbeat for this long is gone. */
  static final Duration TTL = HEARTBEAT.multipliedBy(3);

  static final String TOPIC_PREFIX = "parallax.";

  private SandboxConfig() {}

  /**
   * Writes it.
   *
   * @param endpoints by region, at which each is probed
   * @param idempotence of executions; absent: the default
   */
  static void write(
      Path file,
      List<SandboxRegion> regions,
      Map<String, URI> endpoints,
      String bootstrapServers,
      URI registry,
      Optional<Duration> idempotence)
      throws IOException {
    Files.writeString(
        file, text(regions, endpoints, bootstrapServers, registry, idempotence), UTF_8);
  }

  /**
   * What is dangerous about it (C4), a line each, as at the start of every app.
   *
   * @throws CommandFailure if no app would start with it
   */
  static List<String> warnings(Path file) {
    try {
      return ConfigFiles.runnable(file).warnings().stream()
          .map(warning -> ConfigFiles.text(file, warning))
          .toList();
    } catch (ConfigFaults faults) {
      throw CommandFailure.usage(faults.getMessage(), faults);
    }
  }

  static String text(
      List<SandboxRegion> regions,
      Map<String, URI> endpoints,
      String bootstrapServers,
      URI registry,
      Optional<Duration> idempotence) {
    var yaml =
        new StringBuilder("# Written by 'parallax up' whenever it starts; changes are lost.\n");
    yaml.append("regions:\n");
    for (var region : regions) {
      yaml.append("  - id: ").append(region.id()).append('\n');
      yaml.append("    name: ").append(region.name()).append('\n');
      yaml.append("    endpoint: ").append(endpoints.get(region.id())).append('\n');
    }
    return yaml.append(settings(regions.get(0).id(), bootstrapServers, registry, idempotence))
        .toString();
  }

  private static String settings(
      String current, String bootstrapServers, URI registry, Optional<Duration> idempotence) {
    return """

    controlPlane:
      mode: global
      currentRegion: %s

    routing:
      strategy: latency
      hold: 10s
      residency:
        rules:
          - match: { input.dataResidency: eu }
            regions: [eu-west-1]

    healthCheck:
      interval: 2s
      timeout: 1s

    agents:
      heartbeat: %ds
      ttl: %ds

    executions:
      timeout: 20s%s

    kafka:
      bootstrapServers: "%s"

    schemaRegistry:
      urls: ["%s"]

    topics:
      prefix: %s
      partitions: %d
    """
        .formatted(
            current,
            HEARTBEAT.toSeconds(),
            TTL.toSeconds(),
            idempotence.map(kept -> "\n  idempotence: " + kept.toSeconds() + "s").orElse(""),
            bootstrapServers,
            registry,
            TOPIC_PREFIX,
            PARTITIONS);
  }
}
