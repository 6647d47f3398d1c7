package dev.parallax.cli.drills;

import dev.parallax.cli.console.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

  /** Whether it takes place between clusters, one in every region, without anything routed. */
  default boolean isOfReplication() {
    return false;
  }

  /**
   * Whether it can take place in a sandbox with a control plane in every region, or one for all.
   */
  default boolean fits(boolean federated) {
    return isOfReplication() == federated;
  }

  /** Whether it kills brokers and registries, which then have processes of their own. */
  default boolean killsServers() {
    return false;
  }

  /** Sections of the configuration that take the place of the sandbox's own, by name. */
  default Map<String, String> configuration() {
    return Map.of();
  }

  /** Executions of agents of whom some fail: everything ends once, as it must. */
  static Drill consensus(Load load) {
    return new ConsensusDrill(load);
  }
}
