package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Agents that agree on 7, but for 1% of the tasks each: they fail, answer twice or never answer.
 * Which tasks is a matter of the execution and the slot; who is asked in their place answers.
 */
enum Faults {
  NONE,
  FAILS,
  ANSWERS_TWICE,
  NEVER_ANSWERS;

  static Faults of(String executionId, int slot) {
    int hash = Utils.toPositive(Utils.murmur2((executionId + ":" + slot).getBytes(UTF_8))) % 100;
    return switch (hash) {
      case 0 -> FAILS;
      case 1 -> ANSWERS_TWICE;
      case 2 -> NEVER_ANSWERS;
      default -> NONE;
    };
  }

  static List<TaskResult> answers(ExecutionTask task) {
    var good = Events.answer(task, "7").setConfidence(0.8).build();
    if (task.getAttempt() > 1) {
      return List.of(good);
    }
    return switch (of(task.getExecutionId(), task.getSlot())) {
      case NONE -> List.of(good);
      case FAILS -> List.of(Events.failure(task, "out of order").build());
      case ANSWERS_TWICE -> List.of(good, good);
      case NEVER_ANSWERS -> List.of();
    };
  }
}
