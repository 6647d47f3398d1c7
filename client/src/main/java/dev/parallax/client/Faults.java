package dev.parallax.client;

import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.access.ClientFaults;

/** What a fault says, on one line. */
final class Faults {
  private Faults() {}

  /**
   * Our own message as it is; of others the innermost one that says something, as Kafka wraps the
   * cause in "failed to construct"; the kind of fault where none does.
   */
  static String said(Throwable fault) {
    if (fault instanceof ParallaxException || fault instanceof RegistryException) {
      return fault.getMessage();
    }
    return ClientFaults.said(fault);
  }
}
