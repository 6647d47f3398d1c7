package dev.parallax.cli.up;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.Load;
import dev.parallax.cli.drills.chaos.ChaosDrill;
import dev.parallax.cli.drills.failover.FailoverDrill;
import dev.parallax.cli.drills.replication.ReplicationDrill;
import dev.parallax.cli.drills.replication.StrongDrill;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which drill {@code up --once} does in place of sample requests, and how much of it. */
final class DrillOptions {
  private static final int EXECUTIONS = 2_000;
  private static final int IN_FLIGHT = 400;
  private static final int FAILOVERS = 6;
  private static final int MINUTES = 5;
  private static final int RATE = 15;
  private static final int SEEDS = 1_000_000;
  private static final String CONSENSUS = "consensus";
  private static final String FAILOVER = "failover";
  private static final String CHAOS = "chaos";
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
        "chaos, also with --federated: brokers, registries, apps and agents are killed, links cut, a"
            + " state directory wiped and clocks shifted, as a seed says, while requests of all kinds"
            + " go on; then 'parallax check' finds nothing, and all that was acknowledged has ended.",
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

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description =
          "Of the drill chaos: what happens follows from it alone; default: any, and it is said.")
  private Long seed;

  @Option(
      names = "--minutes",
      paramLabel = "COUNT",
      description = "Of the drill chaos: how long things happen; default 5.")
  private Integer minutes;

  @Option(
      names = "--rate",
      paramLabel = "COUNT",
      description = "Of the drill chaos: requests a second of all regions; default 15.")
  private Integer rate;

  /** Options that belong to one drill. */
  private record Own(String options, String drill, boolean given) {
    void refuseUnless(String chosen) {
      if (given && !drill.equals(chosen)) {
        throw CommandFailure.usage(
            options + " go" + (options.contains(" ") ? "" : "es") + " with --drill " + drill);
      }
    }
  }

  private List<Own> own() {
    return List.of(
        new Own("--executions and --in-flight", CONSENSUS, executions != null || inFlight != null),
        new Own("--failovers", FAILOVER, failovers != null),
        new Own(
            "--seed, --minutes and --rate",
            CHAOS,
            Stream.of(seed, minutes, rate).anyMatch(option -> option != null)));
  }

  /**
   * The drill; empty if none is asked for.
   *
   * @throws CommandFailure if there is no such drill, or the other options are not its own
   */
  Optional<Drill> drill() {
    own().forEach(options -> options.refuseUnless(drill));
    if (drill == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (drill) {
          case CONSENSUS ->
              Drill.consensus(new Load(or(executions, EXECUTIONS), or(inFlight, IN_FLIGHT)));
          case FAILOVER -> new FailoverDrill(or(failovers, FAILOVERS));
          case CHAOS -> chaos();
          case REPLICATION -> new ReplicationDrill();
          case STRONG -> new StrongDrill();
          default ->
              throw CommandFailure.usage(
                  "there is no drill %s; there are %s"
                      .formatted(
                          drill,
                          String.join(", ", CONSENSUS, FAILOVER, CHAOS, REPLICATION, STRONG)));
        });
  }

  private Drill chaos() {
    return new ChaosDrill(
        new ChaosDrill.Options(
            seed == null ? new SecureRandom().nextInt(SEEDS) : seed,
            Duration.ofMinutes(or(minutes, MINUTES)),
            or(rate, RATE)));
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
