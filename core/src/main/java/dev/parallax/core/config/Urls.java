package dev.parallax.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Base URLs of services that are reached by HTTP. */
final class Urls {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Urls() {}

  static Optional<URI> read(Cursor at) {
    return at.text().flatMap(text -> check(at, text));
  }

  private static Optional<URI> check(Cursor at, String text) {
    if (text.contains("@")) {
      // It may hold a password.
      at.refuseUnseen("C3", "is a URL with credentials: keep secrets out of the configuration");
      return Optional.empty();
    }
    try {
      var url = new URI(text);
      if (url.getScheme() != null
          && SCHEMES.contains(url.getScheme())
          && url.getHost() != null
          && url.getQuery() == null
          && url.getFragment() == null) {
        return Optional.of(url);
      }
    } catch (URISyntaxException e) {
      at.refuse("C3", "is not a URL (" + e.getReason() + "): write https://host[:port][/path]");
      return Optional.empty();
    }
    at.refuse("C3", "is not a base URL: write https://host[:port][/path]");
    return Optional.empty();
  }
}
