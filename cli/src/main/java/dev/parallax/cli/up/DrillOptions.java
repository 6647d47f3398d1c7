package dev.parallax.cli.up;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.Load;
import dev.parallax.cli.drills.failover.FailoverDrill;
import dev.parallax.cli.drills.replication.ReplicationDrill;
import dev.parallax.cli.drills.replication.StrongDrill;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which drill {@code up --once} does in place of sample requests, and how much of it. */
final class DrillOptions {
  private static final int EXECUTIONS = 2_000;
  private static final int IN_FLIGHT = 400;
  private static final int FAILOVERS = 6;
  private static final String CONSENSUS = "consensus";
  private static final String FAILOVER = "failover";
  private static final String REPLICATION = "replication";
  private static final String STRONG = "strong";

  @Option(
      names = "--drill",
      paramLabel = "DRILL",
      description = {
        "With --once, in place of sample requests: do this drill, compare what came of it with what"
            + " must come of it, and end: 0 if nothing differs.",
        "consensus: executions of three agents of whom 1%% fail, 1%% answer twice and 1%% never"
            + " answer.",
        "failover: steady requests while the active region's agents are killed and its health is"
            + " hidden; nothing is lost or doubled, nothing leaves the region it is bound to.",
        "replication, with --federated: patterns applied in one region are seen in all, and those"
            + " with excluded names in no other.",
        "strong, with --federated: versions that all regions must have before one uses them; with"
            + " one region cut off they are aborted, and all use the old one."
      })
  private String drill;

  @Option(
      names = "--executions",
      paramLabel = "COUNT",
      description = "Executions of the drill; default 2000.")
  private Integer executions;

  @Option(
      names = "--in-flight",
      paramLabel = "COUNT",
      description = "Of those, at most so many at once; default 400.")
  private Integer inFlight;

  @Option(
      names = "--failovers",
      paramLabel = "COUNT",
      description =
          "Of the drill failover: how many, a kill and then links that are cut; default 6."
              + " From 20 on the 99th percentile of the switch time must be below 500 ms.")
  private Integer failovers;

  /**
   * The drill; empty if none is asked for.
   *
   * @throws CommandFailure if there is no such drill, or the other options are not its own
   */
  Optional<Drill> drill() {
    if (drill == null) {
      refuse(executions != null || inFlight != null, "--executions and --in-flight", "--drill");
      refuse(failovers != null, "--failovers", "--drill failover");
      return Optional.empty();
    }
    return Optional.of(
        switch (drill) {
          case CONSENSUS -> consensus();
          case FAILOVER -> failover();
          case REPLICATION -> replication(new ReplicationDrill());
          case STRONG -> replication(new StrongDrill());
          default ->
              throw CommandFailure.usage(
                  "there is no drill %s; there are %s"
                      .formatted(drill, List.of(CONSENSUS, FAILOVER, REPLICATION, STRONG)));
        });
  }

  private Drill consensus() {
    refuse(failovers != null, "--failovers", "--drill failover");
    return Drill.consensus(
        new Load(
            executions == null ? EXECUTIONS : executions, inFlight == null ? IN_FLIGHT : inFlight));
  }

  private Drill failover() {
    refuse(
        executions != null || inFlight != null,
        "--executions and --in-flight",
        "--drill consensus");
    return new FailoverDrill(failovers == null ? FAILOVERS : failovers);
  }

  private Drill replication(Drill chosen) {
    refuse(
        executions != null || inFlight != null,
        "--executions and --in-flight",
        "--drill consensus");
    refuse(failovers != null, "--failovers", "--drill failover");
    return chosen;
  }

  private static void refuse(boolean given, String options, String drill) {
    if (given) {
      throw CommandFailure.usage(
          options + " go" + (options.contains(" ") ? "" : "es") + " with " + drill);
    }
  }
}
