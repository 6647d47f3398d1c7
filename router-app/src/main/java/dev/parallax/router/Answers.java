package dev.parallax.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parallax.core.execution.Answer;
import dev.parallax.events.TaskResult;
import java.io.IOException;
import java.util.Optional;

/**
 * Results as answers. One whose value is not JSON, or whose confidence is not 0..1, is an answer
 * that failed: it fails its slot, not the execution.
 */
final class Answers {
  /** As deep as an input may be by default. */
  private static final int MAX_DEPTH = 64;

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  Answer of(TaskResult result) {
    var fault = fault(result);
    return new Answer(
        result.getSlot(),
        result.getAttempt(),
        result.getAgentId(),
        result.getRegion(),
        fault.isPresent() ? Optional.empty() : Optional.ofNullable(result.getValue()),
        fault.isPresent() ? 0 : result.getConfidence(),
        fault);
  }

  private Optional<String> fault(TaskResult result) {
    if (result.getError() != null || result.getValue() == null) {
      return Optional.of(
          result.getError() != null ? result.getError() : "neither a value nor an error");
    }
    if (!(result.getConfidence() >= 0 && result.getConfidence() <= 1)) {
      return Optional.of("confidence " + result.getConfidence() + " is not within 0..1");
    }
    return notJson(result.getValue());
  }

  private Optional<String> notJson(String value) {
    try (var parser = json.createParser(value)) {
      if (parser.nextToken() == null) {
        return Optional.of("its value is empty, not JSON");
      }
      parser.skipChildren();
      return parser.nextToken() == null
          ? Optional.empty()
          : Optional.of("its value is followed by more than JSON");
    } catch (IOException e) {
      return Optional.of("its value is not JSON: " + reason(e));
    }
  }

  /** Without the excerpt of the value that Jackson's own message carries. */
  private static String reason(IOException e) {
    return e instanceof JsonProcessingException malformed
        ? malformed.getOriginalMessage()
        : e.getMessage();
  }
}
