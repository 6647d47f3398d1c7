package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, as a user runs it, and all processes it starts. */
final class UpProcess implements AutoCloseable {
  private static final long LOOK_MS = 200;

  /** Its bit in a set of signals. */
  private static final long SIGINT = 1L << 1;

  private static final String IGNORED = "SigIgn:";

  private final Path home;
  private final Process process;
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

  private UpProcess(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  static UpProcess start(Path home, String... arguments) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dparallax.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new UpProcess(
        home,
        new ProcessBuilder(command)
            .redirectOutput(home.resolve("out.txt").toFile())
            .redirectError(home.resolve("err.txt").toFile())
            .start());
  }

  String out() {
    return read("out.txt");
  }

  String err() {
    return read("err.txt");
  }

  private String read(String file) {
    try {
      return Files.readString(home.resolve(file), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As Ctrl-C does; needs {@link #canInterrupt}. */
  void interrupt() throws IOException, InterruptedException {
    look();
    var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).as("kill -INT").isZero();
  }

  /**
   * Whether a child hears of SIGINT: not if this process was told to ignore it, as those are that a
   * script starts in the background.
   */
  static boolean canInterrupt() throws IOException {
    var status = Path.of("/proc/self/status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(IGNORED))
            .map(line -> line.substring(IGNORED.length()).strip())
            .map(set -> Long.parseUnsignedLong(set, 16))
            .noneMatch(ignored -> (ignored & SIGINT) != 0);
  }

  /** As SIGTERM does. */
  void askToEnd() {
    look();
    process.destroy();
  }

  /** Its exit code; an error if it still runs after this time. */
  int awaitEnd(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
      look();
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not done within " + limit + ": " + err());
      }
    }
    return process.exitValue();
  }

  /** While it runs, as afterwards nobody knows whose children they were. */
  private void look() {
    process.descendants().forEach(descendants::add);
  }

  /** Every process that it was seen to start, directly or not. */
  Set<ProcessHandle> descendants() {
    return descendants;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
