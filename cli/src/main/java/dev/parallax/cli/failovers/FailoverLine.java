package dev.parallax.cli.failovers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.events.FailoverEvent;
import java.time.Instant;

/** One event of the failovers topic (F7). */
public final class FailoverLine {
  private FailoverLine() {}

  /**
   * The event on one line: time (UTC), epoch, kind, regions, cause, by whom, and what force
   * skipped.
   */
  public static String text(FailoverEvent event) {
    return Instant.ofEpochMilli(event.getAt())
        + "  epoch "
        + event.getEpoch()
        + "  "
        + event.getKind()
        + regions(event)
        + "  "
        + event.getCause()
        + "  (by "
        + event.getBy()
        + ")"
        + (event.getSkipped().isEmpty()
            ? ""
            : "  skipped: " + String.join("; ", event.getSkipped()));
  }

  private static String regions(FailoverEvent event) {
    if (event.getFrom() == null) {
      return event.getTo() == null ? "" : "  -> " + event.getTo();
    }
    return "  " + event.getFrom() + (event.getTo() == null ? "" : " -> " + event.getTo());
  }

  /** The event with its time in ms since the epoch and as text (UTC). */
  public static ObjectNode json(FailoverEvent event) {
    var json =
        Json.object()
            .put("id", event.getId())
            .put("at", event.getAt())
            .put("time", Instant.ofEpochMilli(event.getAt()).toString())
            .put("epoch", event.getEpoch())
            .put("kind", event.getKind().name())
            .put("from", event.getFrom())
            .put("to", event.getTo())
            .put("cause", event.getCause())
            .put("by", event.getBy())
            .put("command", event.getCommand());
    json.set("skipped", Json.tree(event.getSkipped()));
    return json;
  }
}
