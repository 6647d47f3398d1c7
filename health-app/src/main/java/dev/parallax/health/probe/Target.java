package dev.parallax.health.probe;

import java.net.URI;
import java.net.http.HttpRequest;

/**
 * A region that is probed.
 *
 * @param region its id
 * @param ready where it says whether it is ready
 */
record Target(String region, URI ready) {
  private static final String PATH = "/health/ready";

  /**
   * @throws IllegalArgumentException if it cannot be asked: neither http nor https, or no host
   */
  Target {
    HttpRequest.newBuilder(ready);
  }

  /**
   * The target of a region.
   *
   * @param endpoint base URL of its control plane, with or without a path (H8)
   */
  static Target of(String region, URI endpoint) {
    var base = endpoint.toString();
    var trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return new Target(region, URI.create(trimmed + PATH));
  }
}
