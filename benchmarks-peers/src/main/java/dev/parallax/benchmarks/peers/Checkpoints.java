package dev.parallax.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** What Flink left in a directory of checkpoints: {@code <job>/chk-<number>/_metadata}. */
final class Checkpoints {
  /** Of the file that is written last, which makes a checkpoint whole. */
  private static final String METADATA = "_metadata";

  private static final int DEPTH = 3;

  private Checkpoints() {}

  /**
   * The last one that is whole; absent if there is none. A cluster would find it in its
   * high-availability storage.
   *
   * @throws IOException if the directory cannot be read
   */
  static Optional<Path> last(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (var files = Files.walk(directory, DEPTH)) {
      return files
          .filter(file -> file.endsWith(METADATA))
          .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
