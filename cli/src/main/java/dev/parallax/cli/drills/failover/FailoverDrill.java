package dev.parallax.cli.drills.failover;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.ActivePassive;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.drills.failover.Chronicle.Decided;
import dev.parallax.cli.drills.failover.SteadyLoad.Asked;
import dev.parallax.cli.drills.failover.SteadyLoad.Pace;
import dev.parallax.cli.drills.failover.Switch.How;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Steady requests from all regions, some bound to one, while the active region fails: once because
 * its agents are killed, then because nobody gets an answer about its health. After each it comes
 * back before it fails again.
 */
public final class FailoverDrill implements Drill {
  static final String NAME = "failover";

  private static final String ACTIVE = "us-east-1";
  private static final Map<String, String> REGION_OF_BINDING =
      Map.of("eu", "eu-west-1", "us", ACTIVE);

  /** Of each five, one is bound to each of the regions, the others may go anywhere. */
  private static final List<Asked> KINDS =
      List.of(
          Asked.bound("eu"),
          Asked.bound("us"),
          Asked.anywhere(),
          Asked.anywhere(),
          Asked.anywhere());

  private static final Pace PACE = new Pace(100, Duration.ofSeconds(20), 3);
  private static final int THRESHOLD = 2;
  private static final Duration IDEMPOTENCE = Duration.ofMinutes(10);
  private static final Duration SETTLE = Duration.ofSeconds(90);
  private static final Duration DETECT = Duration.ofSeconds(30);
  private static final Duration ENDS = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofMinutes(3);

  private final int failovers;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param failovers how many, at least 1
   */
  public FailoverDrill(int failovers) {
    if (failovers < 1) {
      throw CommandFailure.usage("--failovers must be 1 or more, not " + failovers);
    }
    this.failovers = failovers;
  }

  @Override
  public Duration idempotence() {
    return IDEMPOTENCE;
  }

  @Override
  public Map<String, String> configuration() {
    return ActivePassive.sections("1s", "800ms", "1s");
  }

  @Override
  public Optional<DrillReport> run(Ground ground) {
    stampByBroker(ground);
    try (var registry = RegistryAccess.client(ground.connection().registry(), Map.of());
        var chronicle = Chronicle.open(ground, AvroCodecs.lookingUp(registry))) {
      return isSettled(ground, chronicle) ? run(ground, registry, chronicle) : Optional.empty();
    }
  }

  /** So that times of all topics can be compared. */
  private static void stampByBroker(Ground ground) {
    var topics = ground.connection().catalogue();
    var stamped = new ArrayList<>(List.of(topics.failovers(), topics.regions()));
    ground.bootstrapServers().keySet().forEach(id -> stamped.add(topics.executions(id)));
    var appendTime =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
            AlterConfigOp.OpType.SET);
    var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
    for (TopicSpec topic : stamped) {
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), List.of(appendTime));
    }
    try (var admin = ClusterAdmin.open(ground.connection())) {
      admin.client().incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException refused) {
      throw CommandFailure.failed(
          "the broker does not stamp topics: " + refused.getMessage(), refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while topics were prepared", stopped);
    }
  }

  private static boolean isSettled(Ground ground, Chronicle chronicle) {
    var regions = List.copyOf(ground.bootstrapServers().keySet());
    try {
      return ground.await(
          "every region is healthy, and " + ACTIVE + " is active",
          SETTLE,
          () -> chronicle.readOn().isSettled(regions, ACTIVE));
    } catch (CommandFailure late) {
      throw CommandFailure.failed(late.getMessage() + ": " + chronicle.healths(), late);
    }
  }

  private Optional<DrillReport> run(
      Ground ground, SchemaRegistryClient registry, Chronicle chronicle) {
    try (var load = SteadyLoad.start(ground, registry, PACE, KINDS)) {
      ground.say().accept(PACE.perSecond() + " requests a second from all regions");
      var breaks = new Breaks();
      if (ground.stopped().test(WARM_UP) || !fail(ground, chronicle, load, breaks)) {
        return Optional.empty();
      }
      load.stop();
      ground.say().accept("waiting for the last of " + load.accepted().size() + " requests");
      if (!areEnded(ground, load)) {
        return Optional.empty();
      }
      return Optional.of(report(ground, registry, chronicle.readOn(), load.accepted(), breaks));
    }
  }

  /** What does not end in time is lost, and the report says so. */
  private static boolean areEnded(Ground ground, SteadyLoad load) {
    long end = System.nanoTime() + ENDS.toNanos();
    while (load.open() > 0 && System.nanoTime() - end < 0) {
      if (ground.stopped().test(Duration.ofMillis(200))) {
        return false;
      }
    }
    return true;
  }

  private boolean fail(Ground ground, Chronicle chronicle, SteadyLoad load, Breaks breaks) {
    for (int number = 1; number <= failovers; number++) {
      var how = number == 1 ? How.KILLED : How.CUT;
      if (!isSettled(ground, chronicle)) {
        return false;
      }
      int before = chronicle.decisions().size();
      long at = clock.millis();
      breakRegion(ground, how);
      boolean decided =
          ground.await(
              "a failover from " + ACTIVE,
              DETECT,
              () -> chronicle.readOn().failoverFrom(ACTIVE, before).isPresent());
      if (how == How.CUT) {
        ground.disruption().healHealth(ACTIVE);
      }
      if (!decided) {
        return false;
      }
      var decision = chronicle.failoverFrom(ACTIVE, before).orElseThrow();
      breaks.add(how, at, decision);
      load.requireGoing();
      tell(ground, number, how, at, decision);
    }
    return isSettled(ground, chronicle);
  }

  private static void breakRegion(Ground ground, How how) {
    switch (how) {
      case KILLED -> ground.disruption().killAgents(ACTIVE);
      case CUT -> ground.disruption().cutHealth(ACTIVE);
    }
  }

  private void tell(Ground ground, int number, How how, long at, Decided decided) {
    ground
        .say()
        .accept(
            "%d of %d: %s %s, %d ms later failover to %s (epoch %d)"
                .formatted(
                    number,
                    failovers,
                    ACTIVE,
                    how == How.KILLED ? "lost its agents" : "gave no answer",
                    decided.at() - at,
                    decided.event().getTo(),
                    decided.event().getEpoch()));
  }

  private FailoverReport report(
      Ground ground,
      SchemaRegistryClient registry,
      Chronicle chronicle,
      List<String> accepted,
      Breaks breaks) {
    ground.say().accept("reading what the topics say");
    var ledger = read(ground, AvroCodecs.lookingUp(registry), accepted);
    var switches =
        breaks.switches(
            new Tipping(THRESHOLD), chronicle.probes(), chronicle.decisions(), ledger.tasks());
    return new FailoverReport(switches, ledger, chronicle.decisions());
  }

  private static Ledger read(Ground ground, AvroCodecs codecs, List<String> accepted) {
    var ledger = new Ledger(accepted, REGION_OF_BINDING);
    var topics = ground.connection().catalogue();
    try (var follower = TopicFollower.open(ground.connection(), codecs)) {
      follower
          .follow(
              topics.requests(),
              ExecutionRequest.class,
              (id, value) -> value.ifPresent(request -> ledger.request(id, request)))
          .follow(
              topics.outcomes(),
              ExecutionOutcome.class,
              (id, value) -> value.ifPresent(outcome -> ledger.outcome(id, outcome)))
          .follow(
              topics.unroutable(),
              UnroutableRequest.class,
              (id, value) -> value.ifPresent(record -> ledger.unroutable(id, record)));
      for (var region : ground.bootstrapServers().keySet()) {
        follower.followKeys(
            Instant.EPOCH,
            topics.executions(region),
            ExecutionTask.class,
            key -> true,
            (key, value, at) -> value.ifPresent(task -> ledger.task(region, task, at)));
      }
      follower.catchUp(READ);
    }
    return ledger;
  }
}
