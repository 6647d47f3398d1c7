package dev.parallax.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.sandbox.BrokerLogins;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A broker for each of two regions, which let nobody in without a login and deny what {@code acl
 * apply} did not grant; and the apps of both control planes, each by its own login.
 */
final class GuardedFederation implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final List<String> REGIONS = List.of(US, EU);

  private static final String COMMON =
      """
      controlPlane: {mode: federated}
      schemaRegistry: {urls: ["%s"]}
      topics: {partitions: 1}
      routing: {hold: 60s}
      healthCheck: {interval: 1s, timeout: 500ms}
      replication:
        patterns: {enabled: true, mode: strong, timeout: 60s}
        executions: {enabled: true, analytics: {enabled: true, destination: us-east-1, delay: 1s}}
        topics: [knowledge*]
      """;

  private final Path directory;
  private final BrokerLogins logins;
  private final TokenServer tokens;
  private final Map<String, SandboxBroker> brokers = new LinkedHashMap<>();
  private final List<ChildProcess> apps = new ArrayList<>();

  GuardedFederation(Path directory) {
    this.directory = directory;
    var users = new ArrayList<>(List.of(BrokerLogins.ADMINISTRATOR));
    for (var role : List.of("producer", "router", "health", "analyst", "operator")) {
      users.add("parallax-" + role);
    }
    for (var region : REGIONS) {
      users.addAll(List.of("agents-" + region, "parallax-replicator-" + region));
    }
    logins =
        new BrokerLogins(
            users.stream().collect(Collectors.toMap(Function.identity(), user -> "of-" + user)),
            Optional.empty());
    tokens = new TokenServer(logins.passwords(), Duration.ofSeconds(12));
    var options = SandboxBroker.Options.defaults().logins(logins);
    for (var property : tokens.broker(BrokerLogins.MECHANISM).entrySet()) {
      options = options.override(property.getKey(), property.getValue());
    }
    start(options);
  }

  private void start(SandboxBroker.Options options) {
    REGIONS.forEach(region -> brokers.put(region, SandboxBroker.start(options)));
    REGIONS.forEach(region -> brokers.get(region).createTopics(SystemTopics.of(config(region))));
    REGIONS.forEach(this::grant);
  }

  private ParallaxConfig config(String region) {
    return ConfigFiles.load(file(BrokerLogins.ADMINISTRATOR)).in(region);
  }

  /** A configuration by which somebody logs in everywhere. */
  private Path file(String user) {
    var properties =
        new TreeMap<>(properties(user))
            .entrySet().stream()
                .map(entry -> entry.getKey() + ": '" + entry.getValue() + "'")
                .collect(Collectors.joining(", ", "{", "}"));
    var regions = new StringBuilder("regions:\n");
    for (var region : REGIONS) {
      regions.append(
          "  - {id: %s, kafka: {bootstrapServers: \"%s\", properties: %s}}\n"
              .formatted(region, brokers.get(region).bootstrapServers(), properties));
    }
    return CommandRun.write(
        directory, user + ".yaml", regions + COMMON.formatted(SharedRegistry.get().url()));
  }

  private void grant(String region) {
    var applied = as(BrokerLogins.ADMINISTRATOR, "acl", "apply", "--region", region);
    assertThat(applied.code()).as(applied.toString()).isEqualTo(ExitCode.OK);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                as(BrokerLogins.ADMINISTRATOR, "acl", "apply", "--dry-run", "--region", region)
                    .out()
                    .endsWith("all rights are granted\n"));
  }

  /** Runs a command by somebody's login. */
  CommandRun as(String user, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", file(user).getFileName().toString()));
    return CommandRun.of(directory, all.toArray(String[]::new));
  }

  /** Starts an app of a region, by somebody's login. */
  ChildProcess start(String app, String mainClass, String region, String user) {
    var name = app + "-" + region;
    var started =
        ChildProcess.java(name, mainClass)
            .heapMb(256)
            .jvmOptions("-Dlogback.configurationFile=parallax-logback.xml")
            .directory(directory)
            .environment("JDK_JAVA_OPTIONS", tokens.option())
            .arguments("--config", file(user).toString(), "--region", region)
            .arguments("--instance-id", name, "--port", "0", "--bind", "127.0.0.1")
            .arguments("--state-dir", directory.resolve(name + "-state").toString())
            .start(directory.resolve(name + ".log"));
    apps.add(started);
    return started;
  }

  String bootstrapServers(String region) {
    return brokers.get(region).bootstrapServers();
  }

  /** By which somebody logs in: replicators by tokens, the others by passwords. */
  Map<String, String> properties(String user) {
    var properties = new HashMap<>(logins.client(user));
    if (user.contains("replicator")) {
      properties.putAll(tokens.client(user, directory));
    }
    return properties;
  }

  /** The same with the address of a region's broker. */
  Map<String, Object> login(String user, String region) {
    var properties = new HashMap<String, Object>(properties(user));
    properties.put("bootstrap.servers", bootstrapServers(region));
    return properties;
  }

  @Override
  public void close() {
    apps.forEach(ChildProcess::kill);
    brokers.values().forEach(SandboxBroker::close);
    tokens.close();
  }
}
