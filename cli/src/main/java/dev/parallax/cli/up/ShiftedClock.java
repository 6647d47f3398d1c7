package dev.parallax.cli.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Another time of day for whole processes, by libfaketime; how much time passes stays right. */
final class ShiftedClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private ShiftedClock() {}

  /** Where the library is; absent if it is not installed. */
  static Optional<Path> library() {
    if (!Files.isDirectory(LIBRARIES)) {
      return Optional.empty();
    }
    try (var places = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu")) {
      for (var place : places) {
        var library = place.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return Optional.of(library);
        }
      }
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * What a process is started with.
   *
   * @param shift such as {@code +120s}
   */
  static Map<String, String> by(Path library, String shift) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME",
        shift,
        "DONT_FAKE_MONOTONIC",
        "1",
        // Else timed waits of a JVM end too early, and it waits again and again: ten times slower.
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }
}
