package dev.parallax.health.console;

import dev.parallax.events.FailoverEvent;
import java.util.List;

/**
 * An event of the failover state (F7) as the console shows it; its fields are those of the JSON.
 *
 * @param id of the event
 * @param at when, ms since the epoch
 * @param epoch after it
 * @param kind of F7
 * @param from region that gave up traffic; null if none did
 * @param to region that took over; null if none did
 * @param cause why, with figures
 * @param by {@code automatic}, or the operator
 * @param skipped rules that force skipped
 */
record FailoverView(
    String id,
    long at,
    long epoch,
    String kind,
    String from,
    String to,
    String cause,
    String by,
    List<String> skipped) {

  static FailoverView of(FailoverEvent event) {
    return new FailoverView(
        event.getId(),
        event.getAt(),
        event.getEpoch(),
        event.getKind().name(),
        event.getFrom(),
        event.getTo(),
        event.getCause(),
        event.getBy(),
        List.copyOf(event.getSkipped()));
  }
}
