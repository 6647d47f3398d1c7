package dev.parallax.runtime.app;

import java.util.Map;

/** Which configuration of Logback is used; chosen before the first logger is made. */
final class LoggingChoice {

  private static final String PROPERTY = "logback.configurationFile";

  private LoggingChoice() {}

  /** The apps' own, unless somebody named another by Logback's own property. */
  static void apply() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, "parallax-logback.xml");
    }
  }

  /**
   * Whether there is a log of the format that the environment asks for.
   *
   * @param environment of the process
   */
  static boolean isKnown(Map<String, String> environment) {
    return switch (environment.getOrDefault("PARALLAX_LOG_FORMAT", "text")) {
      case "text", "json" -> true;
      default -> false;
    };
  }
}
