package dev.parallax.cli.orders;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.failover.FailoverRules;
import dev.parallax.events.CommandKind;
import dev.parallax.events.RegionCommand;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an operator wants to be done about regions (F4-F6).
 *
 * @param kind what to do
 * @param from region that gives up traffic; of a drain and its end, the region itself
 * @param to region that takes over
 * @param force whether the checks of fitness are skipped
 */
record Order(CommandKind kind, Optional<String> from, Optional<String> to, boolean force) {

  /**
   * Refuses what can be nothing but a mistake, before anything is sent. Whether the state of the
   * regions permits it is for the health application to say.
   *
   * @throws CommandFailure with what to write instead
   */
  void check(Connection connection) {
    Stream.of(from, to)
        .flatMap(Optional::stream)
        .forEach(region -> KnownRegions.require(region, connection.regionIds()));
    if (from.isPresent() && from.equals(to)) {
      throw CommandFailure.usage("--from and --to are both " + from.get() + ": name two regions");
    }
    connection.config().ifPresent(this::checkOrigin);
  }

  /** F5: only active-passive knows by itself which region is meant. */
  private void checkOrigin(ParallaxConfig config) {
    if (kind == CommandKind.FAILOVER
        && from.isEmpty()
        && !FailoverRules.of(config).activePassive()) {
      throw CommandFailure.usage(
          "--from is needed: this configuration is not active-passive, so several regions serve;"
              + " 'parallax region failover --from REGION --to "
              + to.orElseThrow()
              + "' moves the work of one of them (F5)");
    }
  }

  /** The region that it is about, by which the record is keyed. */
  String region() {
    return from.or(() -> to).orElseThrow();
  }

  /**
   * The order as the commands topic takes it, under an identity of its own.
   *
   * @param by the operator
   * @param at now, ms since the epoch
   */
  RegionCommand command(String by, long at) {
    return new RegionCommand(
        UUID.randomUUID().toString(), kind, from.orElse(null), to.orElse(null), force, by, at);
  }
}
