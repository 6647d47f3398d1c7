package dev.parallax.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this machine, as tests use it that can be skipped where it is absent. */
public final class Tool {
  private static final int LIMIT_MINUTES = 8;

  /**
   * How a run of a program ended.
   *
   * @param code exit code
   * @param output what it printed, errors included
   */
  public record Run(int code, String output) {}

  private Tool() {}

  /** Whether a program is to be found. */
  public static boolean isThere(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  /**
   * Runs a program to its end, within 8 minutes.
   *
   * @param environment what is added to that of this process
   */
  public static Run run(Path directory, Map<String, String> environment, List<String> command) {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      var output = Files.createTempFile("tool", ".log");
      var process = builder.redirectOutput(output.toFile()).start();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " takes too long: " + Files.readString(output));
      }
      var text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Run(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
