package dev.parallax.cli.drills.chaos;

import dev.parallax.cli.check.Checking;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.ActivePassive;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.drills.Ground;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything fails that can, by a schedule that follows from a seed, while requests of all kinds go
 * on; afterwards everything heals, and what the topics say is checked.
 */
public final class ChaosDrill implements Drill {
  static final String NAME = "chaos";

  private static final String ACTIVE = "us-east-1";
  private static final Duration IDEMPOTENCE = Duration.ofHours(1);
  private static final Duration SETTLE = Duration.ofMinutes(4);
  private static final Duration ENDS = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TELL = Duration.ofSeconds(10);

  /** Until what was written with the last outcomes can be read for certain. */
  private static final Duration QUIET = Duration.ofSeconds(12);

  private static final Duration READ = Duration.ofMinutes(5);

  private final Options options;
  private final Clock clock = Clock.systemUTC();

  /**
   * How much of it.
   *
   * @param seed that the schedule follows from
   * @param length how long things happen, at least a minute
   * @param perSecond requests of all regions together, 1 to 1,000
   */
  public record Options(long seed, Duration length, int perSecond) {
    /** Checks the ranges. */
    public Options {
      if (length.compareTo(Duration.ofMinutes(1)) < 0) {
        throw CommandFailure.usage("--minutes must be 1 or more, not " + length.toMinutes());
      }
      if (perSecond < 1 || perSecond > 1_000) {
        throw CommandFailure.usage("--rate must be 1 to 1000, not " + perSecond);
      }
    }
  }

  /** The drill. */
  public ChaosDrill(Options options) {
    this.options = options;
  }

  @Override
  public Duration idempotence() {
    return IDEMPOTENCE;
  }

  @Override
  public boolean fits(boolean federated) {
    return true;
  }

  @Override
  public boolean killsServers() {
    return true;
  }

  @Override
  public Map<String, String> configuration() {
    return ActivePassive.sections("2s", "1500ms", "3s");
  }

  @Override
  public Optional<DrillReport> run(Ground ground) {
    var clusters =
        ground.connection().isFederated()
            ? List.copyOf(RegionClusters.of(ground.connection()).byRegion().values())
            : List.of(ground.connection());
    var schedule = schedule(ground);
    ground.say().accept("seed " + options.seed() + ", " + schedule.mishaps().size() + " mishaps:");
    schedule.lines().forEach(ground.say());
    try (var registries = new Registries();
        var all = new All(ground)) {
      clusters.forEach(cluster -> all.observe(cluster, registries.of(cluster)));
      return run(ground, schedule, registries, all);
    }
  }

  private Schedule schedule(Ground ground) {
    var regions = List.copyOf(ground.bootstrapServers().keySet());
    var federated = ground.connection().isFederated();
    var kinds = EnumSet.allOf(Kind.class);
    if (!federated) {
      kinds.remove(Kind.REPLICATOR);
    }
    return Schedule.of(
        options.seed(),
        options.length(),
        regions,
        federated ? regions : regions.subList(0, 1),
        kinds);
  }

  private Optional<DrillReport> run(
      Ground ground, Schedule schedule, Registries registries, All all) {
    if (!ground.await("every region is well", SETTLE, all::isWell, all::text)) {
      return Optional.empty();
    }
    var ledger = new Ledger();
    var run = "chaos-" + options.seed();
    try (var traffic = Traffic.start(ground, registries::of, ledger, run, options.perSecond())) {
      if (!new Havoc(ground).happen(schedule)) {
        return Optional.empty();
      }
      traffic.stop();
    }
    ground.say().accept(ledger.size() + " requests were sent; waiting until all is well again");
    if (!ground.await("every region is well again", SETTLE, all::isWell, all::text)
        || !areEnded(ground, ledger, all)
        || ground.stopped().test(QUIET)) {
      return Optional.empty();
    }
    ground.say().accept("reading what the topics say");
    var checked =
        new Checking(Map.of(), READ, ground.say())
            .check(ground.connection(), ledger.stored(), Long.MAX_VALUE);
    return Optional.of(new ChaosReport(schedule, ledger, all.open(ledger), checked));
  }

  /** What does not end in time is without an end, and the report says so. */
  private boolean areEnded(Ground ground, Ledger ledger, All all) {
    long end = clock.millis() + ENDS.toMillis();
    long told = clock.millis();
    while (all.readOn().open(ledger) > 0 && clock.millis() < end) {
      if (clock.millis() - told >= TELL.toMillis()) {
        told = clock.millis();
        ground.say().accept(all.open(ledger) + " requests are not over");
      }
      if (ground.stopped().test(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /** The registries of all clusters. */
  private static final class Registries implements AutoCloseable {
    private final List<SchemaRegistryClient> clients = new ArrayList<>();

    private SchemaRegistryClient of(Connection connection) {
      var client = RegistryAccess.client(connection.registry(), Map.of());
      clients.add(client);
      return client;
    }

    @Override
    public void close() {
      clients.forEach(SchemaRegistryClient::close);
    }
  }

  /** All clusters. */
  private static final class All implements AutoCloseable {
    private final Ground ground;
    private final List<Observed> observed = new ArrayList<>();

    private All(Ground ground) {
      this.ground = ground;
    }

    private void observe(Connection connection, SchemaRegistryClient registry) {
      observed.add(Observed.open(connection, AvroCodecs.lookingUp(registry)));
    }

    private All readOn() {
      observed.forEach(Observed::readOn);
      return this;
    }

    private boolean isWell() {
      var regions = List.copyOf(ground.bootstrapServers().keySet());
      readOn();
      return observed.stream().allMatch(each -> each.isWell(regions, ACTIVE))
          && observed.stream().map(Observed::patterns).distinct().count() == 1
          && !observed.get(0).patterns().isEmpty();
    }

    private long open(Ledger ledger) {
      Set<String> open = new HashSet<>(ledger.ids());
      observed.forEach(each -> open.removeAll(each.ended()));
      return open.size();
    }

    private String text() {
      return String.join("\n", observed.stream().map(Observed::text).toList());
    }

    @Override
    public void close() {
      observed.forEach(Observed::close);
    }
  }
}
