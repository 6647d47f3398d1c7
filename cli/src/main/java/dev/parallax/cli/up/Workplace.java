package dev.parallax.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The directory of a sandbox: what the last one left is kept for reading until the next starts. */
final class Workplace {
  private Workplace() {}

  /** An empty directory {@code up} within this one. */
  static Path fresh(Path stateDirectory) throws IOException {
    var directory = stateDirectory.resolve("up");
    delete(directory);
    return Files.createDirectories(directory);
  }

  /** Deletes a directory with all that is in it, if it is there. */
  static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
