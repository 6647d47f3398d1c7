package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.cli.CommandRun;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.drills.failover.SteadyLoad;
import dev.parallax.cli.drills.failover.SteadyLoad.Asked;
import dev.parallax.cli.drills.failover.SteadyLoad.Pace;
import dev.parallax.cli.session.Environment;
import dev.parallax.cli.session.Stop;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.FailoverKind;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Federated control planes on three real clusters, active-passive, under steady requests from every
 * region, while they lose each other (F8, P7): nothing is lost or done twice, bound data stays, the
 * minority changes nothing, and all agree again soon after.
 */
@Tag("long")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class FederationFailuresIT {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final String AP = "ap-south-1";
  private static final List<String> ALL = List.of(US, EU, AP);

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final long AGREED_AFTER_HEALING_MS = 10_000;
  private static final Pace PACE = new Pace(12, Duration.ofSeconds(5), 2);
  private static final List<Asked> KINDS =
      List.of(
          Asked.bound("eu"),
          Asked.anywhere(),
          new Asked("global-consensus", Asked.anywhere().input()),
          Asked.anywhere());

  @TempDir private static Path home;
  private static Stop stop;
  private static Progress progress;
  private static Sandbox sandbox;
  private static Ground ground;
  private static RegionClusters clusters;
  private static SchemaRegistryClient registry;
  private static Witnesses witnesses;

  @BeforeAll
  static void start() throws IOException {
    stop = Stop.atExit();
    progress = new Progress(new PrintWriter(System.out, true, UTF_8));
    sandbox =
        Sandbox.start(
            new SandboxPlan(
                SandboxRegion.three(),
                SandboxPlan.Clusters.FEDERATED,
                new Trial.Completed(),
                Optional.empty(),
                ConfigOverlay.of(activePassive())),
            new Children(Workplace.fresh(home)),
            progress,
            stop);
    ground = sandbox.ground(progress, stop);
    clusters = RegionClusters.of(sandbox.connection());
    registry = RegistryAccess.client(sandbox.connection().registry(), Map.of());
    witnesses = Witnesses.open(clusters, AvroCodecs.lookingUp(registry));
  }

  private static Map<String, String> activePassive() {
    return Map.of(
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
  }

  @AfterAll
  static void end() {
    witnesses.close();
    registry.close();
    sandbox.close();
    progress.close();
    stop.close();
  }

  /** What happens while requests go on. */
  private interface Scenario {
    void run(SteadyLoad load);
  }

  @Test
  void thePrimaryAloneChangesNothingAndTheOthersFailOver() {
    underLoad(
        "primary alone",
        load -> {
          int before = witnesses.of(US).changes().size();
          isolate(US);
          long cutAt = System.currentTimeMillis();
          say("switched " + (awaitFailover(US, before) - cutAt) + " ms after the cut");
          assertChangesNothing(US, before, load);

          rejoin(US);
          assertAgreedSoon();
        });
  }

  @Test
  void aStandbyAloneChangesNothingAndThePrimaryStaysActive() {
    underLoad(
        "standby alone",
        load -> {
          int before = witnesses.of(AP).changes().size();
          isolate(AP);
          assertChangesNothing(AP, before, load);
          assertThat(witnesses.of(US).changes()).hasSize(before);
          assertThat(witnesses.of(EU).hearsMajority()).isTrue();

          rejoin(AP);
          assertAgreedSoon();
        });
  }

  /** Runs it between two states in which all is well, and checks what the topics say. */
  private static void underLoad(String name, Scenario scenario) {
    witnesses.awaitSettled(US);
    say("-- " + name);
    List<String> accepted;
    try (var load = SteadyLoad.start(ground, registry, PACE, KINDS)) {
      awaitMore(load, 40);
      try {
        scenario.run(load);
      } finally {
        ALL.forEach(FederationFailuresIT::rejoin);
      }
      awaitMore(load, 20);
      load.requireGoing();
      load.stop();
      await("every request has ended").atMost(LIMIT).until(() -> load.open() == 0);
      accepted = load.accepted();
    }
    witnesses.awaitSettled(US);
    var ledger =
        RegionsLedger.read(clusters, AvroCodecs.lookingUp(registry), accepted, Map.of("eu", EU));
    say(accepted.size() + " requests: " + ledger.ends());
    assertThat(ledger.faults()).isEmpty();
    witnesses.assertOneHistory();
  }

  private static void awaitMore(SteadyLoad load, int requests) {
    int enough = load.accepted().size() + requests;
    await().atMost(LIMIT).until(() -> load.accepted().size() >= enough);
  }

  /** When the others say that they left this region, ms since the epoch. */
  private static long awaitFailover(String from, int changesBefore) {
    var others = ALL.stream().filter(region -> !region.equals(from)).toList();
    await("the others fail over from " + from)
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(others)
                    .as(witnesses.text())
                    .allSatisfy(
                        region -> assertThat(failover(region, from, changesBefore)).isPresent()));
    return failover(others.get(0), from, changesBefore).orElseThrow().getAt();
  }

  private static Optional<FailoverEvent> failover(String witness, String from, int changesBefore) {
    return witnesses.of(witness).changes().stream()
        .skip(changesBefore)
        .filter(event -> event.getKind() == FailoverKind.FAILOVER)
        .filter(event -> from.equals(event.getFrom()))
        .findFirst();
  }

  /** A region that hears no majority says so, and changes nothing while requests go on. */
  private static void assertChangesNothing(String region, int changesBefore, SteadyLoad load) {
    var state = witnesses.of(region).failoverState();
    await(region + " knows that it is alone")
        .atMost(LIMIT)
        .until(() -> !witnesses.of(region).hearsMajority());
    assertThat(status(region)).contains("no majority");
    awaitMore(load, 150);
    assertThat(witnesses.of(region).hearsMajority()).isFalse();
    assertThat(witnesses.of(region).changes()).hasSize(changesBefore);
    assertThat(witnesses.of(region).failoverState()).isEqualTo(state);
  }

  private static void assertAgreedSoon() {
    long healing = witnesses.awaitAgreement();
    say("agreed " + healing + " ms after healing");
    assertThat(healing).isLessThan(AGREED_AFTER_HEALING_MS);
  }

  private static String status(String region) {
    var variables =
        Map.of("PARALLAX_CONFIG", home.resolve("up").resolve("parallax.config.yaml").toString());
    var run =
        CommandRun.of(
            new Environment(variables, home, home), "region", "status", "--region", region);
    assertThat(run.code()).as(run.toString()).isZero();
    return run.out() + run.err();
  }

  private static void isolate(String region) {
    others(region)
        .forEach(
            other -> {
              ground.disruption().cut(region, other);
              ground.disruption().cut(other, region);
            });
  }

  private static void rejoin(String region) {
    others(region)
        .forEach(
            other -> {
              ground.disruption().heal(region, other);
              ground.disruption().heal(other, region);
            });
  }

  private static List<String> others(String region) {
    return ALL.stream().filter(other -> !other.equals(region)).toList();
  }

  private static void say(String line) {
    progress.say("FIGURES " + line);
  }
}
