package dev.parallax.runtime.ops;

import io.javalin.http.Context;

/** Headers of everything that an operations server answers. */
public final class SafeHeaders {
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private SafeHeaders() {}

  /** Nothing is loaded or run, in nobody's frame, told to no other site, kept by nobody. */
  public static void put(Context http) {
    http.header("Content-Security-Policy", NOTHING)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
