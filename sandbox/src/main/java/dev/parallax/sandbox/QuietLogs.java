package dev.parallax.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * A broker writes some hundred lines at INFO when it starts. Where Logback is the binding, its
 * loggers are set to WARN, and those that warn about what is normal in a sandbox to ERROR, unless a
 * configuration file names them.
 */
final class QuietLogs {
  private static final Map<Level, List<String>> LEVELS =
      Map.of(
          Level.WARN,
          List.of("kafka", "org.apache.kafka", "state.change.logger", "org.apache.zookeeper"),
          Level.ERROR,
          List.of(
              "org.apache.kafka.common.utils.AppInfoParser",
              "org.apache.kafka.clients.NetworkClient",
              "org.apache.kafka.network.Selector"));

  private QuietLogs() {}

  static void apply() {
    if (!LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback.")) {
      return;
    }
    Logback.apply();
  }

  /** Apart, so that Logback's classes are loaded only where it is. */
  private static final class Logback {
    static void apply() {
      var context = (LoggerContext) LoggerFactory.getILoggerFactory();
      LEVELS.forEach(
          (level, names) -> {
            for (var name : names) {
              var logger = context.getLogger(name);
              if (logger.getLevel() == null) {
                logger.setLevel(level);
              }
            }
          });
    }
  }
}
