package dev.parallax.cli.up;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.drills.Load;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which drill {@code up --once} does in place of sample requests, and how much of it. */
final class DrillOptions {
  private static final int EXECUTIONS = 2_000;
  private static final int IN_FLIGHT = 400;

  @Option(
      names = "--drill",
      paramLabel = "DRILL",
      description = {
        "With --once, in place of sample requests: do this drill, compare what came of it with what"
            + " must come of it, and end: 0 if nothing differs.",
        "consensus: executions of three agents of whom 1%% fail, 1%% answer twice and 1%% never"
            + " answer."
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

  /**
   * The drill; empty if none is asked for.
   *
   * @throws CommandFailure if there is no such drill, or no drill at all for the other options
   */
  Optional<Drill> drill() {
    if (drill != null) {
      return Optional.of(Drill.named(drill, load()));
    }
    if (executions != null || inFlight != null) {
      throw CommandFailure.usage("--executions and --in-flight go with --drill");
    }
    return Optional.empty();
  }

  private Load load() {
    return new Load(
        executions == null ? EXECUTIONS : executions, inFlight == null ? IN_FLIGHT : inFlight);
  }
}
