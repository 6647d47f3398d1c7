package dev.parallax.core.failover;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a command whatever the state, and what force skipped. */
final class Refusals {
  private Refusals() {}

  /** Why it cannot be carried out at all; absent if it can. */
  static Optional<String> of(Command command, FailoverRules rules) {
    var undefined =
        Stream.of(command.from(), command.to())
            .flatMap(Optional::stream)
            .filter(region -> !rules.regions().contains(region))
            .findFirst();
    if (undefined.isPresent()) {
      return Optional.of(
          "%s is not a region of the configuration (%s): name one of %s"
              .formatted(
                  undefined.get(), rule(command, rules), String.join(", ", rules.regions())));
    }
    return switch (command.kind()) {
      case FAILOVER, FAILBACK ->
          command.to().isPresent()
              ? Optional.empty()
              : Optional.of("name the region that takes over in to (" + rule(command, rules) + ")");
      case DRAIN, UNDRAIN ->
          command.from().isPresent()
              ? Optional.empty()
              : Optional.of("name the region in from (F6)");
      case UNKNOWN ->
          Optional.of(
              "this release does not know such a command (F7): use failover, failback, drain or"
                  + " undrain, or upgrade the health application");
    };
  }

  private static String rule(Command command, FailoverRules rules) {
    return switch (command.kind()) {
      case FAILOVER, FAILBACK -> rules.activePassive() ? "F4" : "F5";
      case DRAIN, UNDRAIN -> "F6";
      case UNKNOWN -> "F7";
    };
  }

  /** The rule of each of these, with what was found. */
  static List<String> skipped(List<Unfit> faults) {
    return faults.stream().map(fault -> "F2: " + fault.text()).toList();
  }
}
