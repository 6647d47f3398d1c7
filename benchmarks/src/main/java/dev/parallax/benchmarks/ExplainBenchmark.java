package dev.parallax.benchmarks;

import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.mapping.DecisionMapping;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One decision with its whole explanation, one entry per configured region (R18). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExplainBenchmark {
  /** How a region is chosen. */
  @Param({"latency", "preferences", "affinity", "capability", "weighted", "failover"})
  public String strategy;

  /** Regions and agents. */
  @Param({"3x24", "50x10000"})
  public String size;

  private Routes routes;

  /** Builds the fleet and the requests; a third of these are bound by residency rules. */
  @Setup
  public void build() {
    routes = new Routes(strategy, "rules", Size.parse(size));
  }

  /** Where one request goes, and every region's figures. */
  @Benchmark
  public void explain(Blackhole blackhole) {
    var decision = routes.decide();
    for (var region : decision.explanation().regions()) {
      blackhole.consume(region);
    }
    blackhole.consume(decision);
  }

  /** The same as the record of the decisions topic, sentences included, before it is encoded. */
  @Benchmark
  public RoutingDecision record() {
    return DecisionMapping.record(routes.decide(), List.of(), 0, 0);
  }
}
