package dev.parallax.health.console;

import io.javalin.http.Context;

/** Headers of everything that the console answers. */
final class ConsoleHeaders {
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private ConsoleHeaders() {}

  /** Nothing of another site, nothing inline, in nobody's frame, kept by nobody. */
  static void put(Context http) {
    http.header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
