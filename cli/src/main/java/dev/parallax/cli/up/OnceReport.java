package dev.parallax.cli.up;

import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.fleet.RegionBoard;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of sample requests.
 *
 * @param trial what was to be shown
 * @param first the requests that were sent at once
 * @param then those that were sent when the agents of the region that is down were gone
 */
record OnceReport(Trial trial, List<SampleResult> first, List<SampleResult> then) {
  private static final int ANSWER_WIDTH = 60;
  private static final int REASON_WIDTH = 160;

  boolean isAsExpected() {
    return shown() == first.size() && refused() == then.size();
  }

  private long shown() {
    return first.stream().filter(trial::isShownBy).count();
  }

  private long refused() {
    return trial instanceof Trial.Down down ? then.stream().filter(down::isRefused).count() : 0;
  }

  void printTables(PrintWriter out, RegionBoard board) {
    var table =
        Table.of("Pattern", "Origin", "Region", "Agent", "Status", "Duration", "Votes", "Answer");
    for (var result : all()) {
      table.row(
          result.request().pattern(),
          result.request().originRegion(),
          result.region(),
          result.agent(),
          result.status(),
          result.duration(),
          result.votes(),
          result.answer(result.isCompleted() ? ANSWER_WIDTH : REASON_WIDTH));
    }
    out.println(table);
    out.println();
    out.println(board.table());
    out.println();
    out.println(shown() + " of " + first.size() + " requests " + trial.what());
    if (!then.isEmpty()) {
      out.println(
          "%d of %d requests unroutable when its agents were known to be gone"
              .formatted(refused(), then.size()));
    }
  }

  void printJson(PrintWriter out, RegionBoard board) {
    var json =
        Json.object()
            .put("requests", first.size())
            .put("completed", first.stream().filter(SampleResult::isCompleted).count())
            .put("expected", trial.what())
            .put("asExpected", isAsExpected());
    var listed = json.putArray("results");
    all().forEach(result -> listed.add(result.toJson()));
    json.setAll(board.toJson());
    out.println(Json.pretty(json));
  }

  private List<SampleResult> all() {
    return Stream.concat(first.stream(), then.stream()).toList();
  }
}
