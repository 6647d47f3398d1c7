package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigFault;

/** A text that is no YAML document. */
public final class MalformedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A record of texts and numbers; not part of the serial form. */
  private final transient ConfigFault fault;

  MalformedDocument(int line, String value, String message) {
    super(message);
    this.fault = new ConfigFault("", line, value, "C2", message);
  }

  /** What is wrong, and in which line. */
  public ConfigFault fault() {
    return fault;
  }
}
