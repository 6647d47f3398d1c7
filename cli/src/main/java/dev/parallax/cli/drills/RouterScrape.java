package dev.parallax.cli.drills;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.runtime.ops.Metric;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads the router's metrics. */
final class RouterScrape {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest request;

  /**
   * @param operations address of its operations server
   */
  RouterScrape(URI operations) {
    request = HttpRequest.newBuilder(operations.resolve("/metrics")).timeout(PATIENCE).build();
  }

  /**
   * All metrics, in Prometheus' text format.
   *
   * @throws CommandFailure if the router does not answer
   */
  String read() {
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException away) {
      throw CommandFailure.failed("the router's metrics cannot be read: see its log", away);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while the router's metrics were read", stopped);
    }
  }

  /** The sum over all labels of a metric; 0 if there is none. */
  static long sum(String scraped, Metric wanted) {
    var metric = wanted.exposedName();
    double sum =
        scraped
            .lines()
            .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    return Math.round(sum);
  }
}
