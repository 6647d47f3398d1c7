package dev.parallax.cli.drills.replication;

import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.drills.Ground;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.cli.patterns.StrongPublishing.Patience;
import dev.parallax.cli.replication.FlowBoard;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes versions of a pattern that all regions must have before one uses them (P3): with all of
 * them there, with one cut off, and when it is there again.
 */
public final class StrongDrill implements Drill {
  private static final Duration IDEMPOTENCE = Duration.ofMinutes(10);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Patience ENOUGH = Patience.until(Duration.ofMinutes(1));
  private static final String FIRST = "1.0.0";
  private static final String SECOND = "1.1.0";
  private static final String THIRD = "1.2.0";

  @Override
  public Duration idempotence() {
    return IDEMPOTENCE;
  }

  @Override
  public boolean isOfReplication() {
    return true;
  }

  @Override
  public Map<String, String> configuration() {
    return Map.of(
        "replication",
        """
        patterns:
          enabled: true
          mode: strong
          excludePatterns: ["dev-*", "test-*"]
        """);
  }

  @Override
  public Optional<DrillReport> run(Ground ground) {
    var clusters = RegionClusters.of(ground.connection());
    try (var registry = RegistryAccess.client(ground.connection().registry(), Map.of());
        var board = FlowBoard.open(clusters, AvroCodecs.lookingUp(registry))) {
      var ids = ground.connection().regionIds();
      var steps = new StrongSteps(ground, clusters, new AvroCodecs(registry));
      var course = new Course(ground, board, steps, ids.get(ids.size() - 1));
      return course.isRun() ? Optional.of(new StrongReport(steps.done())) : Optional.empty();
    }
  }

  /**
   * One course of it; each part is false if it was asked to stop before.
   *
   * @param away the region that is cut off
   */
  private record Course(Ground ground, FlowBoard board, StrongSteps steps, String away) {
    boolean isRun() {
      return isSettled()
          && steps.publish("all regions there", FIRST, ENOUGH, Result.COMMITTED, FIRST)
          && isAborted()
          && steps.publish("all regions there", SECOND, ENOUGH, Result.COMMITTED, SECOND)
          && isWaitedFor();
    }

    private boolean isAborted() {
      return whileAway("cut off", SECOND, Patience.until(SHORT), Result.ABORTED, FIRST)
          && steps.look(away + " there again", FIRST);
    }

    private boolean isWaitedFor() {
      var patience = Patience.withoutEnd(Optional.of(SHORT));
      return whileAway("cut off, waited for", THIRD, patience, Result.INDETERMINATE, SECOND)
          && steps.awaitUse(THIRD)
          && steps.look(away + " there again", THIRD);
    }

    private boolean whileAway(
        String how, String version, Patience patience, Result expected, String stands) {
      ground.disruption().cutOff(away);
      try {
        if (!steps.publish(away + " " + how, version, patience, expected, stands)) {
          return false;
        }
      } finally {
        ground.disruption().reconnect(away);
      }
      return isSettled();
    }

    private boolean isSettled() {
      return ground.await(
          "all flows run and have caught up",
          SETTLE,
          () -> {
            board.refresh(READ);
            return board.isCaughtUp();
          });
    }
  }
}
