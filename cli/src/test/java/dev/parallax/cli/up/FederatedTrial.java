package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.drills.Disruption;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.drills.failover.SteadyLoad;
import dev.parallax.cli.drills.failover.SteadyLoad.Asked;
import dev.parallax.cli.drills.failover.SteadyLoad.Pace;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Stop;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Three regions with a control plane each, active-passive, and requests from all of them: a quarter
 * bound to one region, some for agents of all regions at once, the others free.
 */
final class FederatedTrial implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";

  /** In the order of failover. */
  static final List<String> ALL = List.of(US, EU, AP);

  static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pace STEADY = new Pace(9, Duration.ofSeconds(5), 2);
  private static final Pace BURST = new Pace(60, Duration.ofSeconds(5), 2);
  private static final List<Asked> KINDS =
      List.of(
          Asked.bound("eu"),
          Asked.anywhere(),
          new Asked("global-consensus", Asked.anywhere().input()),
          Asked.anywhere());

  private static final Map<String, String> OVERLAY =
      Map.of(
          "disasterRecovery",
          """
          mode: active-passive
          primary: us-east-1
          standby: [eu-west-1, ap-south-1]
          failover: { automatic: true, cooldown: 0s }
          failback: { enabled: true, delay: 3s }
          """,
          "healthCheck",
          """
          interval: 2s
          timeout: 1500ms
          unhealthyThreshold: 2
          healthyThreshold: 2
          """);

  private final Path home;
  private final Stop stop = Stop.atExit();
  private final Progress progress = new Progress(new PrintWriter(System.out, true, UTF_8));
  private final Children children;
  private final Sandbox sandbox;
  private final Ground ground;
  private final RegionClusters clusters;
  private final SchemaRegistryClient registry;
  private final Witnesses witnesses;

  /** What happens while requests go on. */
  interface Scenario {
    /** Runs it, and leaves the regions to heal. */
    void run(SteadyLoad load, Collection<String> furtherRequests);
  }

  private FederatedTrial(Path home, SandboxPlan.Servers servers) throws IOException {
    this.home = home;
    this.children = new Children(Workplace.fresh(home));
    this.sandbox =
        Sandbox.start(
            new SandboxPlan(
                SandboxRegion.three(),
                SandboxPlan.Clusters.FEDERATED,
                new Trial.Completed(),
                Optional.empty(),
                ConfigOverlay.of(OVERLAY),
                servers),
            children,
            progress,
            stop);
    this.ground = sandbox.ground(progress, stop);
    this.clusters = RegionClusters.of(sandbox.connection());
    // All of them, as one may be down: ids are the same everywhere.
    this.registry = SchemaRegistryClient.builder(sandbox.registryUrls()).build();
    this.witnesses = Witnesses.open(clusters, AvroCodecs.lookingUp(registry));
  }

  static FederatedTrial start(Path home) throws IOException {
    return new FederatedTrial(home, SandboxPlan.Servers.TOGETHER);
  }

  /** With a broker process and a registry in every region. */
  static FederatedTrial startApart(Path home) throws IOException {
    return new FederatedTrial(home, SandboxPlan.Servers.APART);
  }

  Witnesses witnesses() {
    return witnesses;
  }

  /** What is broken process by process. */
  Breakage breakage() {
    return sandbox.breakage();
  }

  Disruption disruption() {
    return ground.disruption();
  }

  /** Runs it between two states in which all is well, and reads what the topics say of requests. */
  RegionsLedger underLoad(String name, Scenario scenario) {
    witnesses.awaitSettled(US);
    say("-- " + name);
    var accepted = new ArrayList<String>();
    var unconfirmed = new HashSet<String>();
    var failed = new HashMap<String, String>();
    try (var load = start(STEADY)) {
      awaitMore(load, 30);
      try {
        scenario.run(load, accepted);
      } finally {
        ALL.forEach(this::rejoin);
        ALL.forEach(disruption()::reconnect);
      }
      awaitMore(load, 20);
      end(load);
      accepted.addAll(load.accepted());
      unconfirmed.addAll(load.unconfirmed());
      failed.putAll(load.failed());
    }
    witnesses.awaitSettled(US);
    var ledger =
        RegionsLedger.read(
            clusters,
            AvroCodecs.lookingUp(registry),
            new RegionsLedger.Asked(accepted, unconfirmed),
            Map.of("eu", EU));
    say(accepted.size() + " requests ended: " + ledger.ends());
    say(unconfirmed.size() + " of them were never confirmed by a broker: " + unconfirmed);
    ledger
        .faults()
        .forEach(fault -> say("fault: " + fault + "; " + whatClientsSaid(fault, failed)));
    return ledger;
  }

  private static List<String> whatClientsSaid(String fault, Map<String, String> failed) {
    return failed.entrySet().stream()
        .filter(said -> fault.contains(said.getKey() + ":"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private SteadyLoad start(Pace pace) {
    return SteadyLoad.start(ground, registry, pace, KINDS);
  }

  /** Begins to send many requests. */
  SteadyLoad burst() {
    return start(BURST);
  }

  /** Sends no more, and waits for what became of the requests. */
  static void end(SteadyLoad load) {
    load.requireGoing();
    load.stop();
    await("every request has ended").atMost(LIMIT).until(() -> load.open() == 0);
  }

  static void awaitMore(SteadyLoad load, int requests) {
    int enough = load.accepted().size() + requests;
    await().atMost(LIMIT).until(() -> load.accepted().size() >= enough);
  }

  /** Registers a schema of a topic's values in a region's own registry. */
  void register(String region, TopicSpec topic, Schema schema) {
    var there = ConfigFiles.load(children.config()).in(region).schemaRegistry();
    try (var client = RegistryAccess.client(there, Map.of())) {
      client.register(topic.subject(), schema);
    }
  }

  /** What {@code parallax replication status} says in a region. */
  String flows(String region) {
    var run = CommandRun.of(environment(), "replication", "status", "--region", region);
    return run.out() + run.err();
  }

  /** What {@code parallax region status} says in a region. */
  String status(String region) {
    var run = region(region, List.of("status"));
    assertThat(run.code()).as(run.toString()).isZero();
    return run.out() + run.err();
  }

  /** Gives an order to a region's control plane. */
  CommandRun order(String region, String... order) {
    return region(region, List.of(order));
  }

  private Environment environment() {
    var config = children.config().toString();
    return new Environment(Map.of("PARALLAX_CONFIG", config), home, home);
  }

  private CommandRun region(String region, List<String> command) {
    var line = new ArrayList<>(List.of("region"));
    line.addAll(command);
    line.addAll(List.of("--region", region));
    return CommandRun.of(environment(), line.toArray(String[]::new));
  }

  /**
   * Restarts a region's control plane with another secret in place of the one that all share.
   *
   * @return the one that it had
   */
  String replaceSecret(String region, String secret) {
    var file = children.secrets(region).resolve(SandboxSecret.NAME);
    try {
      var before = Files.readString(file);
      Files.writeString(file, secret);
      disruption().killApps(region);
      return before;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all apps of a region's control plane are ready, after all that they need runs. */
  void awaitApps(String region) {
    long from = System.currentTimeMillis();
    await("all apps of " + region + " are ready")
        .atMost(LIMIT)
        .until(() -> breakage().isReady(region));
    say("apps ready " + (System.currentTimeMillis() - from) + " ms after all that they need ran");
  }

  /** Cuts a region off from all others, both ways. */
  void isolate(String region) {
    others(region).forEach(other -> cut(region, other));
  }

  /** Cuts both ways between two regions. */
  void cut(String one, String other) {
    disruption().cut(one, other);
    disruption().cut(other, one);
  }

  /** Ends every cut between a region and the others. */
  void rejoin(String region) {
    for (var other : others(region)) {
      disruption().heal(region, other);
      disruption().heal(other, region);
    }
  }

  static List<String> others(String region) {
    return ALL.stream().filter(other -> !other.equals(region)).toList();
  }

  void say(String line) {
    progress.say("FIGURES " + line);
  }

  @Override
  public void close() {
    witnesses.close();
    registry.close();
    sandbox.close();
    progress.close();
    stop.close();
  }
}
