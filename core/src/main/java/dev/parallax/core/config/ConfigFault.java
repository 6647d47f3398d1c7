package dev.parallax.core.config;

/**
 * One thing that is wrong with a configuration (C3).
 *
 * @param path of the key, such as {@code regions[1].id}; empty for the document itself
 * @param line where it stands, from 1; for a missing key, where its section begins; 0 if the
 *     document comes from no text
 * @param value what stands there, shortened; empty if nothing does, or if it may be a secret
 * @param rule that it breaks
 * @param message what is wrong and what to do, in one line
 */
public record ConfigFault(String path, int line, String value, String rule, String message) {
  /** Makes what comes from the document fit to be shown. */
  public ConfigFault {
    path = Printable.of(path);
    value = Printable.of(value);
    message = Printable.of(message);
  }
}
