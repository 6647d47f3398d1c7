package dev.parallax.cli.drills;

import dev.parallax.runtime.ops.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much the router keeps at a moment.
 *
 * @param running executions without an outcome
 * @param ended executions with an outcome that are kept for {@code executions.idempotence}
 * @param diskBytes of the state directory's files, as long as they are: RocksDB gives space back
 *     when it compacts, not when a row goes
 */
record RouterState(long running, long ended, long diskBytes) {

  static RouterState read(RouterScrape scrape, Path directory) {
    var metrics = scrape.read();
    return new RouterState(
        RouterScrape.sum(metrics, Metric.EXECUTIONS_RUNNING),
        RouterScrape.sum(metrics, Metric.EXECUTIONS_ENDED_KEPT),
        diskBytes(directory));
  }

  /** Each figure the greater of both. */
  RouterState max(RouterState other) {
    return new RouterState(
        Math.max(running, other.running),
        Math.max(ended, other.ended),
        Math.max(diskBytes, other.diskBytes));
  }

  boolean isEmpty() {
    return running == 0 && ended == 0;
  }

  /** Files come and go while they are counted. */
  private static long diskBytes(Path directory) {
    var sum = new long[1];
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault)
                throws IOException {
              if (fault instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw fault;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sum[0];
  }
}
