package dev.parallax.cli.up;

import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.OperationsSecurity;
import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the child processes are started with.
 *
 * @param directory where configuration, state and logs are
 * @param surroundings what differs by region
 */
record Children(Path directory, Surroundings surroundings) {
  private static final int APP_HEAP_MB = 256;
  private static final int AGENTS_HEAP_MB = 128;
  private static final int OBSERVER_HEAP_MB = 48;
  static final String APP_ADDRESS = "operations server:";
  private static final String INSTANCE = "sandbox";
  static final String ROUTER = "router-app";
  static final String REPLICATOR = "replicator-app";
  static final String HEALTH = "health-app";
  static final String ROUTER_CLASS = "dev.parallax.router.RouterApp";
  private static final String HEALTH_CLASS = "dev.parallax.health.HealthApp";
  private static final String AGENTS = "agents-";
  private static final Duration APP_RESTART = Duration.ofSeconds(1);

  /** Long enough for everybody to see that the agents are gone. */
  static final Duration AGENTS_RESTART = SandboxConfig.TTL.multipliedBy(2);

  /** Nothing differs by region. */
  Children(Path directory) {
    this(directory, new Surroundings());
  }

  /** The name of the child with the agents of this region. */
  static String agentsOf(String region) {
    return AGENTS + region;
  }

  Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  Path log(String child) {
    return directory.resolve("logs").resolve(child + ".log");
  }

  /** Where the control plane of a region finds the secret that it shares with the others. */
  Path secrets(String region) {
    return directory.resolve("secrets").resolve(region);
  }

  /** The state directory of an app. */
  Path state(String app) {
    return directory.resolve("state").resolve(app);
  }

  /**
   * The observer of one region.
   *
   * @param bootstrapServers as seen from there
   * @param endpoints where it asks for the health of the others, by region
   */
  ChildSpec observer(SandboxRegion region, String bootstrapServers, Map<String, URI> endpoints) {
    var name = "observer-" + region.id();
    var command =
        java(name, HEALTH_CLASS)
            .heapMb(OBSERVER_HEAP_MB)
            .arguments("--observer", "--region", region.id())
            .arguments("--config", config().toString())
            .arguments("--instance-id", name)
            .arguments("--bootstrap-servers", bootstrapServers)
            .arguments("--bind", "127.0.0.1");
    return spec(name, region, probing(command, endpoints));
  }

  /** An app of the control plane of this region. */
  ChildSpec app(String name, String mainClass, SandboxRegion home) {
    return spec(name, home, appCommand(name, mainClass, home));
  }

  /**
   * The health app of the control plane of this region.
   *
   * @param endpoints where it asks for the health of regions, by region
   */
  ChildSpec healthApp(String name, SandboxRegion home, Map<String, URI> endpoints) {
    return spec(name, home, probing(appCommand(name, HEALTH_CLASS, home), endpoints));
  }

  /**
   * The replicator of the control plane of this region.
   *
   * @param peers brokers of the others as they are reached from there, by region
   */
  ChildSpec replicator(String name, SandboxRegion home, Map<String, String> peers) {
    var command = appCommand(name, "dev.parallax.replicator.ReplicatorApp", home);
    for (var peer : peers.entrySet()) {
      command = command.arguments("--peer", peer.getKey() + "=" + peer.getValue());
    }
    return spec(name, home, command);
  }

  private ChildCommand appCommand(String name, String mainClass, SandboxRegion home) {
    return java(name, mainClass)
        .heapMb(APP_HEAP_MB)
        .environment(Secrets.DIRECTORY, secrets(home.id()).toString())
        .arguments("--config", config().toString())
        .arguments("--region", home.id())
        .arguments("--instance-id", INSTANCE)
        .arguments("--state-dir", state(name).toString())
        .arguments("--bind", "127.0.0.1");
  }

  private static ChildCommand probing(ChildCommand command, Map<String, URI> endpoints) {
    var probing = command;
    for (var endpoint : endpoints.entrySet()) {
      probing = probing.arguments("--endpoint", endpoint.getKey() + "=" + endpoint.getValue());
    }
    return probing;
  }

  private ChildSpec spec(String name, SandboxRegion region, ChildCommand command) {
    return new ChildSpec(
        name,
        command,
        () -> surroundings.of(region.id()),
        "--port",
        APP_ADDRESS,
        log(name),
        APP_RESTART,
        address -> {});
  }

  /**
   * The agents of one region.
   *
   * @param bootstrapServers as seen from there
   * @param contrary whether they answer something else on purpose
   * @param listening told where their health is answered
   */
  ChildSpec agents(
      SandboxRegion region,
      String bootstrapServers,
      URI registry,
      boolean contrary,
      Consumer<URI> listening) {
    var name = agentsOf(region.id());
    var command =
        java(name, "dev.parallax.cli.agents.RegionAgents")
            .heapMb(AGENTS_HEAP_MB)
            .arguments("--region", region.id())
            .arguments("--count", Integer.toString(region.agents()))
            .arguments("--capabilities", String.join(",", region.capabilities()))
            .arguments("--bootstrap-servers", bootstrapServers)
            .arguments("--schema-registry", registry.toString())
            .arguments("--topic-prefix", SandboxConfig.TOPIC_PREFIX)
            .arguments("--heartbeat-ms", Long.toString(SandboxConfig.HEARTBEAT.toMillis()))
            .arguments(contrary ? new String[] {"--contrary"} : new String[0]);
    return new ChildSpec(
        name,
        command,
        () -> surroundings.of(region.id()),
        "--health-port",
        "health:",
        log(name),
        AGENTS_RESTART,
        listening);
  }

  /** Whoever starts a sandbox may have credentials of an installation in the environment. */
  private ChildCommand java(String name, String mainClass) {
    var command = ChildProcess.java(name, mainClass).directory(directory);
    for (var variable : OperationsSecurity.VARIABLES) {
      command = command.environment(variable, "");
    }
    return command;
  }
}
