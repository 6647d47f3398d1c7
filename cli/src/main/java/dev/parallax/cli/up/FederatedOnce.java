package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.agents.SampleRequests;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Stop;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Sends sample requests to the control plane of every region, and prints what became of them there:
 * what was done in another region was forwarded to its control plane, decided there, and ended
 * where it came (P7). One request of each region is for agents of all regions at once.
 */
final class FederatedOnce implements AutoCloseable {
  /** Requests of each region, the one for all regions included. */
  static final int REQUESTS = 10;

  private static final Duration LOOK = Duration.ofMillis(200);

  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final Stop stop;
  private final long seed;

  private FederatedOnce(Stop stop, long seed) {
    this.stop = stop;
    this.seed = seed;
  }

  static FederatedOnce open(RegionClusters clusters, Stop stop, long seed) {
    var opened = new FederatedOnce(stop, seed);
    try {
      clusters
          .byRegion()
          .forEach((region, connection) -> opened.stages.put(region, Stage.open(connection)));
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Waits until every control plane knows the agents of all regions.
   *
   * @return false if it was asked to stop before
   */
  boolean awaitSettled(List<SandboxRegion> regions) {
    return stages.values().stream().allMatch(stage -> stage.awaitSettled(regions, stop));
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
    var report = new FederatedReport(results);
    out.println(json ? Json.pretty(report.json()) : report.text());
    return report.isAllCompleted() ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<CompletableFuture<SampleResult>> send(String region, Stage stage) {
    var samples = Stream.generate(SampleRequests.seeded(seed)::next).limit(REQUESTS - 1);
    var everywhere = SampleRequests.seeded(seed, "global-consensus").next();
    Iterator<SampleRequest> requests =
        Stream.concat(samples, Stream.of(everywhere))
            .map(request -> request.from(region))
            .iterator();
    var sampler = new Sampler(stage.client(), requests);
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

  @Override
  public void close() {
    stages.values().forEach(Stage::close);
  }
}
