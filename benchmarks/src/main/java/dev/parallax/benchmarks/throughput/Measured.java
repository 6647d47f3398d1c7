package dev.parallax.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one turn came to, of the requests that count.
 *
 * @param perSecond tasks that could be read as committed, per second
 * @param appMicros processor time of the app per request, in microseconds, without its compiler's
 * @param compilerMicros that of its just-in-time compiler, which falls to nothing in time
 * @param brokerMicros the same of this process: the broker and the reader of what it has
 */
public record Measured(
    double perSecond, double appMicros, double compilerMicros, double brokerMicros) {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** Processor time of the app and of this process, and when it was read. */
  private record Clocks(long at, long app, long compiler, long own) {
    static Clocks read(ProcessHandle process) {
      var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Clocks(
          System.nanoTime(),
          process.info().totalCpuDuration().orElseThrow().toNanos(),
          CompilerTime.ofProcess(process.pid()),
          own.getProcessCpuTime());
    }
  }

  /**
   * Follows an app until it has written a task for every request.
   *
   * @throws IllegalStateException if that takes too long
   */
  public static Measured of(Arena arena, ProcessHandle app, Load load) {
    try (var tasks = Committed.of(arena, arena.taskTopics())) {
      var limit = Limit.of(LIMIT, "tasks");
      // A little later: with the first of them some of the others are still being read.
      long seen = tasks.read(load.warmUp() + load.counted() / 20, limit);
      var warmAt = Clocks.read(app);
      long warm = seen;
      seen += tasks.read(load.all() - seen, limit);
      var doneAt = Clocks.read(app);
      return between(warmAt, doneAt, (double) (seen - warm));
    }
  }

  private static Measured between(Clocks from, Clocks to, double requests) {
    double compiler = to.compiler() - from.compiler();
    return new Measured(
        requests * 1e9 / (to.at() - from.at()),
        (to.app() - from.app() - compiler) / 1e3 / requests,
        compiler / 1e3 / requests,
        (to.own() - from.own()) / 1e3 / requests);
  }

  @Override
  public String toString() {
    return "%,.0f tasks/s, %.1f us a request and %.1f of the broker's"
        .formatted(perSecond, appMicros, brokerMicros);
  }

  /** Of the app and of the broker, without the compiler. */
  double micros() {
    return appMicros + brokerMicros;
  }
}
