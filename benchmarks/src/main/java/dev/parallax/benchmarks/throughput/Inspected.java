package dev.parallax.benchmarks.throughput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What another JVM of this machine and user takes.
 *
 * @param heap live objects, in bytes, after a full collection
 * @param resident memory of the process, in bytes; absent where there is no {@code /proc}
 */
record Inspected(long heap, OptionalLong resident) {
  /** What one collection leaves to cleaners, the next one takes. */
  private static final int COLLECTIONS = 2;

  /**
   * Asks it now.
   *
   * @throws IOException if it, or the JDK's {@code jcmd}, does not answer
   */
  static Inspected of(long pid) throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      ask(pid, "GC.run");
    }
    return new Inspected(live(ask(pid, "GC.class_histogram")), resident(pid));
  }

  /** Its last line is the sum: {@code Total 1234 56789}, objects and bytes. */
  private static long live(String histogram) throws IOException {
    return histogram
        .lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.strip().replaceAll(".* ", "")))
        .findFirst()
        .orElseThrow(() -> new IOException("jcmd told no total: " + histogram));
  }

  private static String ask(long pid, String command) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, String.valueOf(pid), command).redirectErrorStream(true).start();
    try (var answer = process.getInputStream()) {
      return new String(answer.readAllBytes(), UTF_8);
    }
  }

  private static OptionalLong resident(long pid) throws IOException {
    var status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst();
  }
}
