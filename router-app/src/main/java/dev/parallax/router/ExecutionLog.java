package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.execution.Status;
import dev.parallax.core.routing.Target;
import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.ops.LogKeys;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says at DEBUG what became of an execution, with its id as a field. A line that is missing, or
 * there twice after a crash, means nothing: what counts is on the topics.
 */
final class ExecutionLog {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionLog.class);
  private static final Answers IDS = new Answers();

  private ExecutionLog() {}

  static void routed(String execution, List<Target> targets) {
    for (var target : targets) {
      about(execution)
          .addKeyValue(LogKeys.REGION, target.region())
          .log("{} is routed to {}", execution, target.region());
    }
  }

  static void held(String execution) {
    about(execution).log("{} waits", execution);
  }

  static void refused(RoutingDecision decision) {
    about(decision.getExecutionId())
        .log(
            "{} is unroutable: {}: {}",
            decision.getExecutionId(),
            decision.getReason(),
            decision.getMessage());
  }

  static void ended(String execution, Status status, Optional<String> reason) {
    about(execution).log("{} is {}{}", execution, status, reason.map(why -> ": " + why).orElse(""));
  }

  /**
   * @param key of the record; an execution's id, by whoever keeps to the rules
   */
  static void deadLetter(byte[] key, Provenance from, DeadLetterReason reason, String message) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    var id = key == null ? "" : new String(key, UTF_8);
    var line = IDS.fault(id).isEmpty() ? about(id) : LOG.atDebug();
    line.log("{} is a dead letter: {}: {}", from.place(), reason, message);
  }

  private static LoggingEventBuilder about(String execution) {
    return LOG.atDebug().addKeyValue(LogKeys.EXECUTION, execution);
  }
}
