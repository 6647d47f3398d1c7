package dev.parallax.benchmarks.throughput;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a router is measured with.
 *
 * @param regions each with agents, and all of them seen by all
 * @param agents in all regions together
 * @param inputBytes of each request's input
 * @param threads of the app
 */
public record Shape(int regions, int agents, int inputBytes, int threads) {
  /** From which one thing at a time is changed. */
  public static final Shape BASE = new Shape(3, 1_000, 300, 2);

  Shape withRegions(int count) {
    return new Shape(count, agents, inputBytes, threads);
  }

  Shape withAgents(int count) {
    return new Shape(regions, count, inputBytes, threads);
  }

  Shape withInputBytes(int bytes) {
    return new Shape(regions, agents, bytes, threads);
  }

  Shape withThreads(int count) {
    return new Shape(regions, agents, inputBytes, count);
  }

  /** The regions' ids. */
  public List<String> regionIds() {
    return IntStream.range(0, regions).mapToObj(StateRecords::regionId).toList();
  }
}
