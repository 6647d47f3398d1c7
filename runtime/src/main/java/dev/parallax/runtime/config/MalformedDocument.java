package dev.parallax.runtime.config;

import dev.parallax.core.config.ConfigFault;

/** A file or text that is no YAML document, or cannot be read at all. */
public final class MalformedDocument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A record of texts and numbers; not part of the serial form. */
  private final transient ConfigFault fault;

  MalformedDocument(int line, String value, String message) {
    this(new ConfigFault("", line, value, "C2", message));
  }

  MalformedDocument(ConfigFault fault) {
    super(fault.message());
    this.fault = fault;
  }

  /** What is wrong, and in which line. */
  public ConfigFault fault() {
    return fault;
  }
}
