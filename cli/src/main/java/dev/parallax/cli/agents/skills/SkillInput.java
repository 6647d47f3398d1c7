package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The input of a task, read by the names of its fields. */
record SkillInput(JsonNode root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static SkillInput parse(String json) throws UnusableInputException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UnusableInputException("input is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw new UnusableInputException("input must be a JSON object, not " + kind(root));
    }
    return new SkillInput(root);
  }

  boolean has(String field) {
    return root.hasNonNull(field);
  }

  /** The text of the first of these fields that is present. */
  String text(String... fields) throws UnusableInputException {
    for (var field : fields) {
      var text = optionalText(field);
      if (text.isPresent()) {
        return text.get();
      }
    }
    var names = Arrays.stream(fields).map(f -> "input." + f).collect(Collectors.joining(" or "));
    throw new UnusableInputException(names + " is needed: a text that is not blank");
  }

  Optional<String> optionalText(String field) throws UnusableInputException {
    if (!has(field)) {
      return Optional.empty();
    }
    var node = root.get(field);
    if (!node.isTextual()) {
      throw new UnusableInputException("input." + field + " must be a text, not " + kind(node));
    }
    return Optional.of(node.textValue()).filter(text -> !isBlank(text));
  }

  /** Unlike {@link String#isBlank}, spaces that do not break lines are blank too. */
  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  /** A number that is 0 or more. */
  double amount(String field) throws UnusableInputException {
    return optionalAmount(field)
        .orElseThrow(
            () -> new UnusableInputException("input." + field + " is needed: a number, 0 or more"));
  }

  OptionalDouble optionalAmount(String field) throws UnusableInputException {
    if (!has(field)) {
      return OptionalDouble.empty();
    }
    var node = root.get(field);
    if (!node.isNumber() || !(node.doubleValue() >= 0) || Double.isInfinite(node.doubleValue())) {
      throw new UnusableInputException(
          "input." + field + " must be a number, 0 or more, not " + kind(node));
    }
    return OptionalDouble.of(node.doubleValue());
  }

  private static String kind(JsonNode node) {
    if (node.isNumber()) {
      return node.asText();
    }
    return switch (node.getNodeType()) {
      case STRING -> "a text";
      case BOOLEAN -> "a boolean";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NULL -> "null";
      default -> "nothing";
    };
  }
}
