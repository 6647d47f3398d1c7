package dev.parallax.core.config;

/**
 * Something that is legal and dangerous (C4).
 *
 * @param path of the key
 * @param line where it stands, from 1; 0 if the document comes from no text
 * @param rule that makes it dangerous
 * @param message what can happen and what to do, in one line
 */
public record ConfigWarning(String path, int line, String rule, String message) {
  /** Makes what comes from the document fit to be shown. */
  public ConfigWarning {
    path = Printable.of(path);
    message = Printable.of(message);
  }
}
