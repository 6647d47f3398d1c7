package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends some sample requests at once, and prints what became of them and of the regions. */
final class OnceRun {
  static final int REQUESTS = 50;

  private static final int ANSWER_WIDTH = 60;
  private static final Duration COUNTED = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Stage stage;
  private final Stop stop;
  private final Iterator<SampleRequest> samples;

  OnceRun(Stage stage, Stop stop, Iterator<SampleRequest> samples) {
    this.stage = stage;
    this.stop = stop;
    this.samples = samples;
  }

  /** Exit code: 0 if every request was COMPLETED; prints nothing if it is told to stop. */
  int run(PrintWriter out, boolean json) {
    var sent = send();
    if (!areAllIn(sent)) {
      return ExitCode.FAILED;
    }
    var results = sent.stream().map(CompletableFuture::join).toList();
    awaitCounted(results);
    long completed = results.stream().filter(SampleResult::isCompleted).count();
    if (json) {
      printJson(out, results, completed);
    } else {
      printTables(out, results, completed);
    }
    return completed == REQUESTS ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<CompletableFuture<SampleResult>> send() {
    var sampler = new Sampler(stage.client(), samples);
    return Stream.generate(sampler::send).limit(REQUESTS).toList();
  }

  /** False if it was told to stop before. */
  private boolean areAllIn(List<CompletableFuture<SampleResult>> sent) {
    var all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      if (stop.isAskedWithin(LOOK)) {
        return false;
      }
    }
    return true;
  }

  /** Traffic is reported once a second: the table is to show what has just been executed. */
  private void awaitCounted(List<SampleResult> results) {
    long expected = results.stream().mapToLong(SampleResult::countRegions).sum();
    long end = System.nanoTime() + COUNTED.toNanos();
    do {
      stage.board().refresh(Stage.REFRESH);
    } while (executions() < expected && System.nanoTime() - end < 0 && !stop.isAskedWithin(LOOK));
  }

  private long executions() {
    return stage.board().rows().stream().mapToLong(row -> row.executions()).sum();
  }

  private void printTables(PrintWriter out, List<SampleResult> results, long completed) {
    var table =
        Table.of("Pattern", "Origin", "Region", "Agent", "Status", "Duration", "Votes", "Answer");
    for (var result : results) {
      table.row(
          result.request().pattern(),
          result.request().originRegion(),
          result.region(),
          result.agent(),
          result.status(),
          result.duration(),
          result.votes(),
          result.answer(ANSWER_WIDTH));
    }
    out.println(table);
    out.println();
    out.println(stage.board().table());
    out.println();
    out.println(completed + " of " + REQUESTS + " requests completed");
  }

  private void printJson(PrintWriter out, List<SampleResult> results, long completed) {
    var json = Json.object().put("requests", REQUESTS).put("completed", completed);
    var listed = json.putArray("results");
    results.forEach(result -> listed.add(result.toJson()));
    json.setAll(stage.board().toJson());
    out.println(Json.pretty(json));
  }
}
