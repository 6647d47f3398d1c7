package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.schemas.AvroCodecs;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Says, where every region has a cluster of its own, what becomes of a pattern that was written in
 * one of them.
 */
record Following(Connection connection, AvroCodecs codecs, PrintWriter err) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Says that the other regions follow, and warns if the view of this region does not.
   *
   * @param names that were written
   */
  void report(List<String> names) {
    if (!connection.isFederated() || names.isEmpty()) {
      return;
    }
    err.println("the other regions follow as the records reach them");
    err.flush();
    if (!isShown(names)) {
      err.println(
          "parallax: the view of patterns of region %s does not show it after %d s, so its routers do"
                  .formatted(connection.region().orElse("?"), PATIENCE.toSeconds())
              + " not know it yet: is a replicator-app running there?");
    }
  }

  /** What was written stands in the view, or something higher does. */
  private boolean isShown(List<String> names) {
    var known = PatternShelf.known(connection, codecs);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      var view = PatternShelf.read(connection, codecs);
      if (names.stream()
          .allMatch(
              name ->
                  view.revision(name)
                      .filter(shown -> shown.compareTo(known.revision(name).orElseThrow()) >= 0)
                      .isPresent())) {
        return true;
      }
    }
    return false;
  }
}
