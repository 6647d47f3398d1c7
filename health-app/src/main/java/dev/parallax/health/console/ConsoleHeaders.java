package dev.parallax.health.console;

import dev.parallax.runtime.ops.SafeHeaders;
import io.javalin.http.Context;

/** Headers of everything that the console answers. */
final class ConsoleHeaders {
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private ConsoleHeaders() {}

  /** Nothing of another site, nothing inline, in nobody's frame, kept by nobody. */
  static void put(Context http) {
    SafeHeaders.put(http);
    http.header("Content-Security-Policy", POLICY);
  }
}
