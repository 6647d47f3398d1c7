package dev.parallax.benchmarks;

import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.Fleet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One new snapshot of the fleet, because an agent's heartbeat told another load. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HeartbeatBenchmark {
  private static final int BEATS = 1 << 14;

  /** Regions and agents. */
  @Param({"3x24", "50x10000"})
  public String size;

  private Fleet fleet;
  private Agent[] beats;
  private int next;

  /** Builds the fleet and the heartbeats: random agents, each with another load than before. */
  @Setup
  public void build() {
    var parsed = Size.parse(size);
    fleet = Fleets.of(parsed);
    beats = new Agent[BEATS];
    var random = new SplittableRandom(5);
    var loads = new int[parsed.agents()];
    for (int i = 0; i < BEATS; i++) {
      int number = random.nextInt(parsed.agents());
      loads[number] = (loads[number] + 1 + random.nextInt(8)) % 9;
      beats[i] = Fleets.agent(number, parsed, loads[number]);
    }
  }

  /** What one published change of an agent costs. */
  @Benchmark
  public Fleet heartbeat() {
    fleet = fleet.with(beats[next++ & (BEATS - 1)]);
    return fleet;
  }
}
