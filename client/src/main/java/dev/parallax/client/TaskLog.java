package dev.parallax.client;

import dev.parallax.events.ExecutionTask;
import org.slf4j.spi.LoggingEventBuilder;

/** The fields by which lines about one task are found again; the apps' logs have the same. */
final class TaskLog {
  static final String AGENT = "agent";

  private TaskLog() {}

  /** A line about a task. */
  static LoggingEventBuilder about(LoggingEventBuilder line, ExecutionTask task) {
    return line.addKeyValue("execution", task.getExecutionId())
        .addKeyValue("region", task.getRegion())
        .addKeyValue(AGENT, task.getAgentId());
  }
}
