package dev.parallax.benchmarks;

import dev.parallax.core.routing.Decision;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision: which agents. Its explanation is there to be read, but nobody reads it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
  /** How a region is chosen. */
  @Param({"latency", "preferences", "affinity", "capability", "weighted", "failover"})
  public String strategy;

  /** Whether a third of the requests are bound by residency rules. */
  @Param({"none", "rules"})
  public String residency;

  /** Regions and agents. */
  @Param({"3x24", "50x10000"})
  public String size;

  private Routes routes;

  /** Builds the fleet and the requests. */
  @Setup
  public void build() {
    routes = new Routes(strategy, residency, Size.parse(size));
  }

  /** Where one request goes. */
  @Benchmark
  public Decision decide() {
    return routes.decide();
  }
}
