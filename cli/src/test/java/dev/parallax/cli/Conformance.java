package dev.parallax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The project's own files of cases. */
public final class Conformance {
  /** Where they are. */
  public static final Path FOLDER = Path.of("..", "conformance").toAbsolutePath().normalize();

  private Conformance() {}

  /** All that {@code *.yaml} means there. */
  public static List<Path> all() {
    try (var files = Files.list(FOLDER)) {
      var all = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(all).isNotEmpty();
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of all of them, to be changed. */
  public static void copyTo(Path folder) {
    for (var file : all()) {
      try {
        Files.copy(file, folder.resolve(file.getFileName()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
