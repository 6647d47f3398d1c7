package dev.parallax.cli.drills;

import dev.parallax.cli.console.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Something hard that is done to a sandbox, with a result that can be checked. */
public interface Drill {
  /** The {@code executions.idempotence} of its sandbox. */
  Duration idempotence();

  /**
   * Does it.
   *
   * @return what came of it; empty if it was asked to stop before
   * @throws CommandFailure if the sandbox does not do its part
   */
  Optional<DrillReport> run(Ground ground);

  /**
   * The drill of this name.
   *
   * @throws CommandFailure if there is none
   */
  static Drill named(String name, Load load) {
    Map<String, Function<Load, Drill>> drills = new TreeMap<>();
    drills.put(ConsensusDrill.NAME, ConsensusDrill::new);
    var drill = drills.get(name);
    if (drill == null) {
      throw CommandFailure.usage("there is no drill " + name + "; there are " + drills.keySet());
    }
    return drill.apply(load);
  }
}
