package dev.parallax.router;

import dev.parallax.core.execution.Answer;
import dev.parallax.events.TaskResult;
import dev.parallax.runtime.input.AnswerReader;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Optional;

/**
 * Results as answers. One whose value is too long or is not JSON, or whose confidence is not 0..1,
 * is an answer that failed: it fails its slot, not the execution. What rows and outcomes are made
 * of is bounded here.
 */
final class Answers {
  /** What an outcome holds besides values: errors, ids and headers, in bytes. */
  private static final int OTHER_BYTES = 524_288;

  /** Longest error that is kept, in characters. */
  private static final int MAX_ERROR_CHARS = 300;

  /** Longest id, in characters. */
  private static final int MAX_ID_CHARS = 256;

  /** As deep as an input may be by default. */
  static final int MAX_DEPTH = 64;

  private final AnswerReader values = new AnswerReader(MAX_DEPTH);

  /** Why an id can be no execution's; absent if it can. */
  Optional<String> fault(String id) {
    if (id.isBlank() || id.length() > MAX_ID_CHARS) {
      return Optional.of(
          "executionId has %d characters; 1 to %d are allowed"
              .formatted(id.length(), MAX_ID_CHARS));
    }
    return id.indexOf(0xFFFD) >= 0 || id.chars().anyMatch(Character::isISOControl)
        ? Optional.of("executionId holds control characters, or is not UTF-8")
        : Optional.empty();
  }

  /**
   * @param slots of the execution: an outcome has room for the value of each as an answer, as a
   *     vote and as part of what was made of all
   */
  Answer of(TaskResult result, int slots) {
    var unusable = unusable(result);
    if (unusable.isPresent()) {
      return failed(result, unusable.get());
    }
    int maxBytes =
        Math.min(
            TopicCatalogue.INPUT_BYTES, (TopicCatalogue.OUTPUT_BYTES - OTHER_BYTES) / (3 * slots));
    var read = values.read(result.getValue(), maxBytes);
    return read instanceof AnswerReader.Read whole
        ? Answer.of(
            result.getSlot(),
            result.getAttempt(),
            result.getAgentId(),
            whole.value(),
            result.getConfidence())
        : failed(result, ((AnswerReader.Fault) read).reason());
  }

  private static Answer failed(TaskResult result, String error) {
    return Answer.failed(
        result.getSlot(), result.getAttempt(), result.getAgentId(), shortened(error));
  }

  private static Optional<String> unusable(TaskResult result) {
    if (result.getError() != null || result.getValue() == null) {
      return Optional.of(
          result.getError() != null ? result.getError() : "neither a value nor an error");
    }
    return result.getConfidence() >= 0 && result.getConfidence() <= 1
        ? Optional.empty()
        : Optional.of("confidence " + result.getConfidence() + " is not within 0..1");
  }

  /** As much of it as is kept. */
  static String shortened(String error) {
    return error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS) + "...";
  }
}
