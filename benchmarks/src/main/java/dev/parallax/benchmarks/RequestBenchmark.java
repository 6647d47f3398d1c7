package dev.parallax.benchmarks;

import dev.parallax.benchmarks.throughput.StateRecords;
import dev.parallax.core.config.Residency;
import dev.parallax.router.RequestPath;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** All that the router does for a request but Kafka's part of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {
  private static final int REQUESTS = 4_096;

  private RequestPath path;

  /** Builds the fleet and the requests. */
  @Setup
  public void build() {
    var size = new Size(1, StateRecords.AGENTS);
    var config = Configs.of(size, Strategies.named("latency", size), Residency.NONE);
    path = new RequestPath(config, REQUESTS);
  }

  /** Every request is new. */
  @Setup(Level.Invocation)
  public void begin() {
    path.begin();
  }

  /** From bytes to bytes. */
  @Benchmark
  @OperationsPerInvocation(REQUESTS)
  public long request() {
    return path.process();
  }
}
