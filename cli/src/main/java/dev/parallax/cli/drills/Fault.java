package dev.parallax.cli.drills;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * What an agent does with a task: 1% each of all tasks fail, are answered twice and are never
 * answered. Which ones depends on execution, slot and attempt alone, so that anybody can tell
 * before, whichever agent is asked.
 */
enum Fault {
  NONE,
  FAILS,
  ANSWERS_TWICE,
  NEVER_ANSWERS;

  private static final int PERCENT = 100;

  static Fault of(String executionId, int slot, int attempt) {
    var task = (executionId + ":" + slot + ":" + attempt).getBytes(UTF_8);
    return switch (Utils.toPositive(Utils.murmur2(task)) % PERCENT) {
      case 0 -> FAILS;
      case 1 -> ANSWERS_TWICE;
      case 2 -> NEVER_ANSWERS;
      default -> NONE;
    };
  }

  /** Whether its slot has no answer, so that another agent is asked. */
  boolean isLoss() {
    return this == FAILS || this == NEVER_ANSWERS;
  }
}
