package dev.parallax.deploy.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program of Prometheus' or Alertmanager's that checks their files. */
record Tool(String name, String debianPackage) {
  static final Tool PROMTOOL = new Tool("promtool", "prometheus");
  static final Tool AMTOOL = new Tool("amtool", "prometheus-alertmanager");

  /**
   * How it ended.
   *
   * @param code its exit code
   * @param output what it said
   */
  record Result(int code, String output) {}

  /** Skips the test where it is not installed. */
  void assumeInstalled() {
    assumeTrue(
        isInstalled(), () -> "no %s here: apt-get install %s".formatted(name, debianPackage));
  }

  private boolean isInstalled() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  Result run(List<String> arguments) {
    var command = new ArrayList<>(List.of(name));
    command.addAll(arguments);
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " ran", e);
    }
  }
}
