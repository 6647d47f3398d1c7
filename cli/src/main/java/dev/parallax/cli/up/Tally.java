package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what became of requests. Safe for several threads. */
final class Tally {
  private final Map<String, Long> byStatus = new TreeMap<>();
  private long sent;
  private SampleResult last;

  synchronized void sent() {
    sent++;
  }

  synchronized void received(SampleResult result) {
    byStatus.merge(result.status(), 1L, Long::sum);
    last = result;
  }

  /** One line for people. */
  String line() {
    return "Sample requests: " + text();
  }

  /** The counts, and the last result, for people. */
  synchronized String text() {
    var counts =
        byStatus.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    return sent
        + " sent"
        + (counts.isEmpty() ? "" : ", " + counts)
        + (last == null ? "" : "; last: " + last(last));
  }

  private static String last(SampleResult result) {
    return "%s from %s, answered by %s in %s"
        .formatted(
            result.request().pattern(),
            result.request().originRegion(),
            result.agent(),
            result.duration());
  }

  synchronized ObjectNode toJson() {
    var json = Json.object().put("sent", sent);
    byStatus.forEach(json::put);
    return json;
  }
}
