package dev.parallax.client;

import dev.parallax.schemas.RegistryException;

/** What a fault says, on one line. */
final class Faults {
  private Faults() {}

  /**
   * Our own message as it is; of others the innermost one that says something, as Kafka wraps the
   * cause in "failed to construct"; the kind of fault where none does.
   */
  static String said(Throwable fault) {
    var said = fault.getMessage();
    if (fault instanceof ParallaxException || fault instanceof RegistryException) {
      return said;
    }
    for (var cause = fault.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        said = cause.getMessage();
      }
    }
    return said == null || said.isBlank() ? fault.getClass().getSimpleName() : said;
  }
}
