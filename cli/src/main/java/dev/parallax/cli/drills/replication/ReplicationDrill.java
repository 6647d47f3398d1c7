package dev.parallax.cli.drills.replication;

import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.replication.FlowBoard;
import dev.parallax.cli.replication.verify.Verification;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies a pattern and two with excluded names in one region. The first must be seen in every
 * region, the others in none but their own; then copies are compared with their sources.
 */
public final class ReplicationDrill implements Drill {
  static final String SHARED = "gdpr-compliant-analysis";
  static final List<String> EXCLUDED = List.of("dev-x", "test-y");

  private static final String MARKER = "drill-marker";
  private static final Duration IDEMPOTENCE = Duration.ofMinutes(10);
  private static final Duration SETTLE = Duration.ofSeconds(90);
  private static final Duration ARRIVE = Duration.ofSeconds(60);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Clock clock = Clock.systemUTC();

  @Override
  public Duration idempotence() {
    return IDEMPOTENCE;
  }

  @Override
  public boolean isOfReplication() {
    return true;
  }

  @Override
  public Optional<DrillReport> run(Ground ground) {
    var clusters = RegionClusters.of(ground.connection());
    try (var registry = RegistryAccess.client(ground.connection().registry(), Map.of());
        var board = FlowBoard.open(clusters, AvroCodecs.lookingUp(registry));
        var views = Views.open(clusters, AvroCodecs.lookingUp(registry))) {
      var codecs = new AvroCodecs(registry);
      boolean settled =
          ground.await(
              "all flows run and have caught up",
              SETTLE,
              () -> {
                board.refresh(READ);
                return board.isCaughtUp();
              });
      return settled ? run(ground, clusters, codecs, views) : Optional.empty();
    }
  }

  private Optional<DrillReport> run(
      Ground ground, RegionClusters clusters, AvroCodecs codecs, Views views) {
    var origin = ground.connection().region().orElseThrow();
    views.watch(SHARED);
    var names = List.of(SHARED, EXCLUDED.get(0), EXCLUDED.get(1));
    long applied = apply(names, origin, clusters, codecs);
    ground.say().accept("applied in " + origin + ": " + String.join(", ", names));
    if (!ground.await(SHARED + " is seen in every region", ARRIVE, views::haveAll)) {
      return Optional.empty();
    }
    var seen = views.seenAfter(applied);
    views.watch(MARKER);
    apply(List.of(MARKER), origin, clusters, codecs);
    if (!ground.await("a later pattern is seen in every region", ARRIVE, views::haveAll)) {
      return Optional.empty();
    }
    ground.say().accept("searching every topic of the other regions, then comparing");
    var verified = new Verification(clusters, codecs, options(ground)).run();
    return Optional.of(
        new ReplicationReport(
            origin,
            seen,
            Search.leaks(clusters, codecs, origin, EXCLUDED),
            views.namesIn(origin).containsAll(names),
            verified));
  }

  private static Verification.Options options(Ground ground) {
    return new Verification.Options(
        Optional.empty(), Optional.empty(), PATIENCE, ground.say(), ground.stopped());
  }

  /** When they were stored, in nanoseconds. */
  private long apply(
      List<String> names, String region, RegionClusters clusters, AvroCodecs codecs) {
    var there = clusters.in(region);
    var definitions = new LinkedHashMap<String, PatternDefinition>();
    names.forEach(
        name -> definitions.put(name, DrillPattern.of(name, "1.0.0", region, clock.millis())));
    new RecordWriter(there, codecs, "run the drill again")
        .write(there.catalogue().patterns(), PatternDefinition.class, definitions, "pattern");
    return System.nanoTime();
  }
}
