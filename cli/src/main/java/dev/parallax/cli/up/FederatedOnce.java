package dev.parallax.cli.up;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Sends sample requests to the control plane of every region, and prints what became of them there:
 * what was done in another region was forwarded to its control plane, decided there, and ended
 * where it came (P7). One request of each region is for agents of all regions at once.
 */
final class FederatedOnce {
  /** Requests of each region, the one for all regions included. */
  static final int REQUESTS = RegionalSamples.ROUND;

  private static final Duration LOOK = Duration.ofMillis(200);

  private final RegionalStages stages;
  private final String appliedIn;
  private final Stop stop;
  private final long seed;
  private final Optional<String> pattern;

  /**
   * @param appliedIn the region in which the patterns were applied
   */
  FederatedOnce(
      RegionalStages stages, String appliedIn, Stop stop, long seed, Optional<String> pattern) {
    this.stages = stages;
    this.appliedIn = appliedIn;
    this.stop = stop;
    this.seed = seed;
    this.pattern = pattern;
  }

  /** Exit code: 0 if all are completed; prints nothing if it is told to stop. */
  int run(PrintWriter out, boolean json) {
    var sent = new LinkedHashMap<String, List<CompletableFuture<SampleResult>>>();
    stages.forEach((region, stage) -> sent.put(region, send(region, stage)));
    if (!areAllIn(sent)) {
      return ExitCode.FAILED;
    }
    var results = new LinkedHashMap<String, List<SampleResult>>();
    sent.forEach(
        (region, all) -> results.put(region, all.stream().map(CompletableFuture::join).toList()));
    var report = new FederatedReport(appliedIn, results);
    out.println(json ? Json.pretty(report.json()) : report.text());
    return report.isAllCompleted() ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<CompletableFuture<SampleResult>> send(String region, Stage stage) {
    var sampler = new Sampler(stage.client(), RegionalSamples.of(region, seed, pattern));
    return Stream.generate(sampler::send).limit(REQUESTS).toList();
  }

  /** False if it was told to stop before. */
  private boolean areAllIn(Map<String, List<CompletableFuture<SampleResult>>> sent) {
    var futures = new ArrayList<CompletableFuture<?>>();
    sent.values().forEach(futures::addAll);
    var all = CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      if (stop.isAskedWithin(LOOK)) {
        return false;
      }
    }
    return true;
  }
}
