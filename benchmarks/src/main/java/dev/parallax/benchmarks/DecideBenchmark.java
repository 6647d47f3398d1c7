package dev.parallax.benchmarks;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Input;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Router;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, latency strategy, and one change of the snapshot by a heartbeat. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBenchmark {
  private static final int REQUESTS = 1 << 10;

  /** Regions and agents. */
  @Param({"3x24", "50x10000"})
  public String size;

  private Router router;
  private Fleet fleet;
  private Request[] requests;
  private int regions;
  private int agents;
  private int next;

  /** Builds the fleet and some requests. */
  @Setup
  public void build() {
    regions = Integer.parseInt(size.substring(0, size.indexOf('x')));
    agents = Integer.parseInt(size.substring(size.indexOf('x') + 1));
    router = Router.of(Fleets.config(regions), "hash");
    fleet = Fleets.of(regions, agents);
    requests = new Request[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      requests[i] =
          new Request(
              "execution-" + i,
              Optional.empty(),
              Optional.empty(),
              Set.of("classification"),
              Input.NONE,
              Optional.of("region-" + i % regions),
              Optional.empty(),
              Map.of(),
              1,
              Set.of());
    }
  }

  /** Where one request goes, explained. */
  @Benchmark
  public Decision decide() {
    return router.decide(requests[next++ & (REQUESTS - 1)], fleet);
  }

  /** What one published change of an agent costs. */
  @Benchmark
  public Fleet heartbeat() {
    int number = next++ % agents;
    fleet = fleet.with(Fleets.agent(number, regions, (next % 8) / 8.0));
    return fleet;
  }
}
