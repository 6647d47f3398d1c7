package dev.parallax.cli.orders;

import dev.parallax.cli.fleet.RegionStates;
import dev.parallax.core.config.Durations;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.RegionState;
import java.time.Duration;

/** What became of an order, in sentences. */
final class OrderReport {
  private OrderReport() {}

  /** One event that changed something, what it means, and how it is ended. */
  static String sentence(FailoverEvent event, RegionStates states) {
    var from = event.getFrom();
    var to = event.getTo();
    var epoch = " (epoch " + event.getEpoch() + ").";
    var told =
        switch (event.getKind()) {
          case FAILOVER ->
              to + " is the active region instead of " + from + epoch + pin(from, to, states);
          case FAILBACK -> back(event) + epoch + ramp(to, states);
          case EVACUATE ->
              to
                  + " does the work of "
                  + from
                  + epoch
                  + " 'parallax region failback --to "
                  + from
                  + "' ends it.";
          case RETURN -> to + " does its own work again" + epoch;
          case DRAIN ->
              from
                  + " takes no new work, and what runs there ends"
                  + epoch
                  + " 'parallax region undrain "
                  + from
                  + "' ends it.";
          case UNDRAIN -> named(event) + " takes new work again" + epoch;
          case FAILOVER_BLOCKED, REFUSED, UNKNOWN -> event.getCause();
        };
    return told + skipped(event);
  }

  /** Only the pin may have been taken off. */
  private static String back(FailoverEvent event) {
    return event.getFrom() == null
        ? event.getTo() + " was the active region already; failback is automatic again"
        : event.getTo() + " is the active region again, instead of " + event.getFrom();
  }

  private static String named(FailoverEvent event) {
    return event.getTo() == null ? event.getFrom() : event.getTo();
  }

  private static String skipped(FailoverEvent event) {
    return event.getSkipped().isEmpty()
        ? ""
        : " Force skipped: " + String.join("; ", event.getSkipped()) + ".";
  }

  private static String pin(String from, String to, RegionStates states) {
    return states.of(to).filter(RegionState::getPinned).isPresent()
        ? " It stays so until 'parallax region failback --to " + from + "'."
        : "";
  }

  private static String ramp(String to, RegionStates states) {
    return states
        .of(to)
        .map(RegionState::getRamp)
        .map(
            ramp ->
                " Its share grows to all within "
                    + Durations.print(Duration.ofMillis(ramp.getDurationMs()))
                    + ".")
        .orElse("");
  }
}
