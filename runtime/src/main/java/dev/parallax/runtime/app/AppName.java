package dev.parallax.runtime.app;

import java.util.Map;

/**
 * What an app is called.
 *
 * @param role {@code router} and the like
 */
public record AppName(String role) {

  private static final String SUFFIX = "-app";
  private static final int FIRST_PORT = 8080;

  /** Apps that commonly run side by side on one machine, 8081 being the usual schema registry. */
  private static final Map<String, Integer> PORTS =
      Map.of("router", FIRST_PORT, "health", FIRST_PORT + 2, "replicator", FIRST_PORT + 3);

  /** With or without {@code -app} at the end. */
  public static AppName of(String name) {
    return new AppName(
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name);
  }

  /** As it is started from a shell. */
  String command() {
    return role + SUFFIX;
  }

  /** The application id under a topic prefix: {@code parallax-router} for {@code parallax.}. */
  public String applicationId(String topicPrefix) {
    var installation =
        topicPrefix.endsWith(".")
            ? topicPrefix.substring(0, topicPrefix.length() - 1)
            : topicPrefix;
    return installation.isEmpty() ? role : installation + "-" + role;
  }

  /** The port of its operations server where none is given. */
  int port() {
    return PORTS.getOrDefault(role, FIRST_PORT);
  }
}
