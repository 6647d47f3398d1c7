package dev.parallax.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks and prints one table: median, spread and allocation of each. */
public final class SpeedTable {
  private static final List<String> GROUPS =
      List.of(
          "DecideBenchmark",
          "ExplainBenchmark.explain",
          "ExplainBenchmark.record",
          "Heartbeat",
          "RequestBenchmark");
  private static final String ROW = "%-10s %-12s %-10s %-9s %10s %17s %8s%n";

  private static final String LOGGING =
      "-Dlogback.configurationFile=parallax-benchmarks-logback.xml";

  private SpeedTable() {}

  /**
   * Runs all, or those whose name contains one of the arguments.
   *
   * @param names such as {@code Decide} or {@code explain}
   * @throws RunnerException if a benchmark could not be run
   */
  public static void main(String[] names) throws RunnerException {
    System.out.printf(
        ROW, "operation", "strategy", "residency", "size", "median ns", "min..max ns", "bytes");
    for (var group : names.length == 0 ? GROUPS : List.of(names)) {
      print(run(options(group).build()));
    }
  }

  static Collection<RunResult> run(Options options) throws RunnerException {
    return new Runner(options).run();
  }

  static ChainedOptionsBuilder options(String group) {
    return new OptionsBuilder()
        .include(group)
        .forks(2)
        .warmupIterations(8)
        .warmupTime(TimeValue.milliseconds(150))
        .measurementIterations(10)
        .measurementTime(TimeValue.milliseconds(75))
        .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", LOGGING)
        .addProfiler(GCProfiler.class)
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
  }

  private static void print(Collection<RunResult> results) {
    for (var result : results) {
      var name = result.getParams().getBenchmark();
      var times = result.getPrimaryResult().getStatistics();
      var bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getStatistics();
      System.out.printf(
          ROW,
          name.substring(name.lastIndexOf('.') + 1),
          parameter(result, "strategy"),
          parameter(result, "residency"),
          parameter(result, "size"),
          Math.round(times.getPercentile(50)),
          Math.round(times.getMin()) + ".." + Math.round(times.getMax()),
          Math.round(bytes.getPercentile(50)));
    }
  }

  private static String parameter(RunResult result, String name) {
    var value = result.getParams().getParam(name);
    return value == null ? "-" : value;
  }
}
