package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Sends some sample requests at once, and prints what became of them and of the regions. */
final class OnceRun {
  /** Sent when the agents of a region that is down are known to be gone. */
  private static final int AFTERWARDS = 5;

  private static final Duration COUNTED = Duration.ofSeconds(5);
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Stage stage;
  private final Stop stop;
  private final Iterator<SampleRequest> samples;
  private final Trial trial;

  OnceRun(Stage stage, Stop stop, Iterator<SampleRequest> samples, Trial trial) {
    this.stage = stage;
    this.stop = stop;
    this.samples = samples;
    this.trial = trial;
  }

  /** Exit code: 0 if all is as the trial expects; prints nothing if it is told to stop. */
  int run(PrintWriter out, boolean json) {
    var first = results(Trial.REQUESTS);
    if (first.isEmpty()) {
      return ExitCode.FAILED;
    }
    awaitCounted(first);
    var then = trial instanceof Trial.Down down ? afterwards(down) : List.<SampleResult>of();
    var report = new OnceReport(trial, first, then);
    if (json) {
      report.printJson(out, stage.board());
    } else {
      report.printTables(out, stage.board());
    }
    boolean whole = then.size() == (trial instanceof Trial.Down ? AFTERWARDS : 0);
    return whole && report.isAsExpected() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Empty if it was told to stop, or if the agents are not gone in time. */
  private List<SampleResult> afterwards(Trial.Down down) {
    return isWithoutAgents(down.region()) ? results(AFTERWARDS) : List.of();
  }

  private boolean isWithoutAgents(String region) {
    long end = System.nanoTime() + GONE.toNanos();
    do {
      stage.board().refresh(Stage.REFRESH);
      if (stage.board().rows().stream()
          .anyMatch(row -> row.region().equals(region) && row.agents() == 0)) {
        return true;
      }
    } while (System.nanoTime() - end < 0 && !stop.isAskedWithin(LOOK));
    return false;
  }

  /** What became of the next requests; empty if it was told to stop before. */
  private List<SampleResult> results(int count) {
    var sampler = new Sampler(stage.client(), samples);
    var sent = Stream.generate(sampler::send).limit(count).toList();
    return areAllIn(sent) ? sent.stream().map(CompletableFuture::join).toList() : List.of();
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
}
