package dev.parallax.router;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.parallax.core.execution.Answer;
import dev.parallax.events.TaskResult;
import dev.parallax.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Results as answers. One whose value is too long or is not JSON, or whose confidence is not 0..1,
 * is an answer that failed: it fails its slot, not the execution. What rows and outcomes are made
 * of is bounded here.
 */
final class Answers {
  /** Longest value that a record of the results topic can hold, in bytes. */
  private static final int MAX_VALUE_BYTES = TopicCatalogue.INPUT_BYTES;

  /** What an outcome holds besides values: errors, ids and headers, in bytes. */
  private static final int OTHER_BYTES = 262_144;

  /** Longest error that is kept, in characters. */
  private static final int MAX_ERROR_CHARS = 500;

  /** Longest id, in characters. */
  private static final int MAX_ID_CHARS = 256;

  /** As deep as an input may be by default. */
  private static final int MAX_DEPTH = 64;

  private final JsonFactory json =
      JsonFactory.builder()
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_VALUE_BYTES)
                  .maxStringLength(MAX_VALUE_BYTES)
                  .maxNameLength(MAX_VALUE_BYTES)
                  .build())
          .build();

  /** Why the result cannot be anybody's; absent if it can. */
  Optional<String> fault(TaskResult result) {
    var id = result.getExecutionId();
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
   * @param slots of the execution: an outcome has room for the value of each and for the winner's
   *     once more
   */
  Answer of(TaskResult result, int slots) {
    var failure =
        failure(result, (TopicCatalogue.OUTPUT_BYTES - OTHER_BYTES) / (slots + 1))
            .map(Answers::shortened);
    return new Answer(
        result.getSlot(),
        result.getAttempt(),
        result.getAgentId(),
        result.getRegion(),
        failure.isPresent() ? Optional.empty() : Optional.ofNullable(result.getValue()),
        failure.isPresent() ? 0 : result.getConfidence(),
        failure);
  }

  private Optional<String> failure(TaskResult result, int maxBytes) {
    if (result.getError() != null || result.getValue() == null) {
      return Optional.of(
          result.getError() != null ? result.getError() : "neither a value nor an error");
    }
    if (!(result.getConfidence() >= 0 && result.getConfidence() <= 1)) {
      return Optional.of("confidence " + result.getConfidence() + " is not within 0..1");
    }
    int bytes = result.getValue().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      return Optional.of("its value of " + bytes + " bytes is longer than " + maxBytes);
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
    } catch (JsonProcessingException e) {
      // Its message may quote the value.
      return Optional.of("its value is not JSON, at character " + e.getLocation().getCharOffset());
    } catch (IOException e) {
      return Optional.of("its value cannot be read as JSON");
    }
  }

  private static String shortened(String error) {
    return error.length() <= MAX_ERROR_CHARS ? error : error.substring(0, MAX_ERROR_CHARS) + "...";
  }
}
