package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.Durations;
import dev.parallax.runtime.config.ConfigFaults;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final String HEADER =
      "# Written by 'parallax up' whenever it starts; changes are lost.\n";

  /** What is tried out, or is somebody's own, stays in its region. */
  private static final String REPLICATION =
      """
        patterns:
          enabled: true
          mode: eventual
          excludePatterns: ["dev-*", "test-*"]
      """;

  private SandboxConfig() {}

  /**
   * Writes it with addresses that lead nowhere: what a user adds may be faulty, and is refused
   * before anything starts.
   *
   * @throws CommandFailure if no app would start with it
   */
  static void check(Path file, SandboxPlan plan) {
    var nowhere = URI.create("http://127.0.0.1:1");
    write(
        file,
        plan,
        new Addresses(region -> nowhere, region -> region.id() + ":1", region -> nowhere));
    warnings(file);
  }

  /**
   * Where everything is.
   *
   * @param endpoint of a region, at which it is probed
   * @param brokers of the cluster that is a region's
   * @param registry of a region, or of all
   */
  record Addresses(
      Function<SandboxRegion, URI> endpoint,
      Function<SandboxRegion, String> brokers,
      Function<SandboxRegion, URI> registry) {}

  /**
   * Writes it.
   *
   * @throws SandboxException if the file cannot be written
   */
  static void write(Path file, SandboxPlan plan, Addresses addresses) {
    try {
      Files.writeString(file, text(plan, addresses), UTF_8);
    } catch (IOException full) {
      throw new SandboxException(file + " cannot be written: " + full.getMessage(), full);
    }
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

  private static String text(SandboxPlan plan, Addresses addresses) {
    var sections = new LinkedHashMap<String, String>();
    sections.put("regions", regions(plan, addresses));
    sections.put("controlPlane", controlPlane(plan, addresses));
    sections.put("routing", routing(plan));
    sections.put("healthCheck", settings("interval: 2s", "timeout: 1s"));
    sections.put(
        "agents",
        settings("heartbeat: " + Durations.print(HEARTBEAT), "ttl: " + Durations.print(TTL)));
    sections.put("executions", executions(plan));
    if (plan.federated()) {
      sections.put("replication", REPLICATION);
    } else {
      var brokers = addresses.brokers().apply(plan.regions().get(0));
      sections.put("kafka", settings(bootstrapServers(brokers)));
    }
    sections.put("schemaRegistry", registries(plan.homes(), addresses));
    sections.put("topics", settings("prefix: " + TOPIC_PREFIX, "partitions: " + PARTITIONS));
    plan.overlay().ifPresent(overlay -> sections.keySet().removeAll(overlay.sections()));
    return HEADER
        + sections.entrySet().stream()
            .map(section -> section.getKey() + ":\n" + section.getValue())
            .collect(Collectors.joining("\n"))
        + plan.overlay().map(overlay -> "\n" + overlay.text() + "\n").orElse("");
  }

  private static String settings(String... lines) {
    return Stream.of(lines).map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  private static String regions(SandboxPlan plan, Addresses addresses) {
    return plan.regions().stream()
        .map(
            region ->
                settings(
                        "- id: " + region.id(),
                        "  name: " + region.name(),
                        "  endpoint: " + addresses.endpoint().apply(region))
                    + (plan.federated() ? cluster(addresses.brokers().apply(region)) : "")
                    + (plan.apart() ? registry(region, addresses) : ""))
        .collect(Collectors.joining());
  }

  private static String cluster(String brokers) {
    return settings("  kafka:", "    " + bootstrapServers(brokers));
  }

  private static String registry(SandboxRegion region, Addresses addresses) {
    return settings("  schemaRegistry:") + registries(List.of(region), addresses).indent(4);
  }

  private static String registries(List<SandboxRegion> regions, Addresses addresses) {
    return settings(
        regions.stream()
            .map(addresses.registry())
            .distinct()
            .map(url -> "\"" + url + "\"")
            .collect(Collectors.joining(", ", "urls: [", "]")));
  }

  private static String bootstrapServers(String brokers) {
    return "bootstrapServers: \"" + brokers + "\"";
  }

  private static String controlPlane(SandboxPlan plan, Addresses addresses) {
    return settings(
            "mode: " + (plan.federated() ? "federated" : "global"),
            "currentRegion: " + plan.current())
        + (plan.federated() ? federation(plan, addresses) : "");
  }

  private static String federation(SandboxPlan plan, Addresses addresses) {
    return settings("federation:", "  peers:")
        + plan.regions().stream()
            .map(
                region ->
                    settings(
                        "    - region: " + region.id(),
                        "      endpoint: " + addresses.endpoint().apply(region),
                        "      authSecret: " + SandboxSecret.NAME))
            .collect(Collectors.joining());
  }

  /** With disaster recovery of the user's, that names the strategy (C1). */
  private static String routing(SandboxPlan plan) {
    var recovers = plan.overlay().filter(overlay -> overlay.has("disasterRecovery")).isPresent();
    return (recovers ? "" : "  strategy: latency\n")
        + """
          hold: 10s
          residency:
            rules:
              - match: { input.dataResidency: eu }
                regions: [eu-west-1]
        """;
  }

  private static String executions(SandboxPlan plan) {
    var timeout = "timeout: 20s";
    return plan.idempotence()
        .map(kept -> settings(timeout, "idempotence: " + Durations.print(kept)))
        .orElseGet(() -> settings(timeout));
  }
}
