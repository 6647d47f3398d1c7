package dev.parallax.runtime.app;

import dev.parallax.runtime.fault.KnownFault;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;

/** Exit codes of every app. */
final class ExitCode {

  /** Ended as it was told. */
  static final int OK = 0;

  /** Failed while running: a supervisor starts it again. */
  static final int FAILED = 1;

  /**
   * Command line, configuration or surroundings (a topic, a permission, a port) are wrong: starting
   * again is of no use before somebody has changed something.
   */
  static final int USAGE = 2;

  private ExitCode() {}

  /**
   * The code for what ended an app.
   *
   * @param running whether its topology had been started
   */
  static int of(RuntimeException fault, boolean running) {
    boolean lasting = fault instanceof KnownFault && (!running || isMissingPermission(fault));
    return lasting ? USAGE : FAILED;
  }

  /**
   * Kafka asks for some permissions only when the topology runs; starting again grants none. A
   * login is another matter: it was good at the start, and may be once its token or password is
   * new; if it is not, the next start says so.
   */
  private static boolean isMissingPermission(Throwable fault) {
    return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
        .anyMatch(AuthorizationException.class::isInstance);
  }
}
