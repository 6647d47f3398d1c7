package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The page and what it is made of, read once.
 *
 * @param front the page itself
 * @param files what it loads, each at its own path
 */
record ConsolePage(File front, List<File> files) {
  static final String FOR_PROGRAMS =
      """
      Parallax health application
      /                     read-only console, in a browser
      /metrics              metrics in Prometheus' text format
      /health/live          whether this process answers
      /health/ready         whether it can do its work, and what is missing
      /.well-known/parallax where the cluster is
      /api/console/state    regions and what they see of each other, JSON
      /api/console/decisions, /api/console/failovers   the newest, JSON
      /api/console/stream   what changes, as server-sent events
      """;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private static final List<String> NAMES =
      List.of(
          "console.css",
          "console.js",
          "connection.js",
          "dom.js",
          "logs.js",
          "regions.js",
          "ring.js",
          "icon.svg");

  /**
   * A file.
   *
   * @param path where it is served
   * @param type of its content
   * @param text all of it
   */
  record File(String path, String type, String text) {
    private static File load(String name) {
      var resource = "/console/" + name;
      try (var stream = ConsolePage.class.getResourceAsStream(resource)) {
        if (stream == null) {
          throw new IllegalStateException("no resource " + resource);
        }
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return new File("/console/" + name, type, new String(stream.readAllBytes(), UTF_8));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    void answer(Context http) {
      http.contentType(type).result(text);
    }
  }

  static ConsolePage load() {
    return new ConsolePage(File.load("index.html"), NAMES.stream().map(File::load).toList());
  }
}
