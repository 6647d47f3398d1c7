package dev.parallax.benchmarks.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Processor time of the just-in-time compiler's threads in another JVM, from {@code /proc} of
 * Linux. A router has more code to compile than a pass-through, for minutes, and production runs
 * for weeks.
 */
final class CompilerTime {
  /** Linux tells user programs times in hundredths of a second. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Of the fields after the name, which is in brackets: utime and stime. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  private CompilerTime() {}

  /** Nanoseconds so far; 0 on systems without {@code /proc}. */
  static long ofProcess(long pid) {
    var tasks = Path.of("/proc/" + pid + "/task");
    if (!Files.isDirectory(tasks)) {
      return 0;
    }
    try (var threads = Files.list(tasks)) {
      return threads.mapToLong(CompilerTime::ofThread).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofThread(Path thread) {
    try {
      var stat = Files.readString(thread.resolve("stat"));
      var name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
        return 0;
      }
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return TICK_NANOS * (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]));
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
