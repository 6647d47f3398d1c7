package dev.parallax.cli.agents.skills;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillsTest {
  private static final List<String> PATTERNS =
      List.of(
          "content-classifier",
          "content-moderation",
          "fraud-check",
          "language-detect",
          "translation-routing",
          "document-analysis");

  private final Skills skills = new Skills();

  /** Which skill answered shows by a field that only its answers have. */
  @ParameterizedTest
  @CsvSource({
    "translation, '{\"text\": \"nicht\", \"targetLanguage\": \"en\"}', route",
    "translation, '{\"text\": \"nicht\"}', candidates",
    "analysis, '{\"amount\": 3}', risk",
    "analysis, '{\"text\": \"nicht\"}', lix",
    "classification, '{\"text\": \"nicht\"}', label",
    "dancing, '{\"text\": \"nicht\"}', label"
  })
  void choosesBySkillsAskedForWhereThePatternIsUnknown(
      String capability, String input, String field) throws UnusableInputException {
    for (var pattern : List.of(Optional.<String>empty(), Optional.of("of-ones-own"))) {
      var answer = skills.answer(pattern, List.of(capability), input);
      assertThat(answer.value().has(field)).as(answer.toString()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{\"text\": \"x\"", "[]", "null", "7", "\"text\""})
  void refusesInputThatIsNoObject(String input) {
    for (var pattern : PATTERNS) {
      assertThatThrownBy(() -> skills.answer(Optional.of(pattern), List.of(), input))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageStartingWith("input ");
    }
  }

  /** Whatever the text, each skill answers within its ranges and the same again, or refuses. */
  @Property(tries = 300)
  void answersAnyTextTheSameTwiceOrRefusesIt(@ForAll String text, @ForAll String other) {
    var input =
        JsonNodeFactory.instance
            .objectNode()
            .put("text", text)
            .put("targetLanguage", other)
            .put("amount", text.length())
            .put("merchantCategory", other)
            .toString();
    for (var pattern : PATTERNS) {
      assertThat(outcome(skills, pattern, input)).isEqualTo(outcome(new Skills(), pattern, input));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "漢", "🎉", "4", "@", "a@", "+1 ", "\n", ".\n\n", "x\u0301", "word "})
  @Timeout(value = 20, unit = SECONDS)
  void copesWithALongTextOfAnything(String unit) {
    var text = JsonNodeFactory.instance.textNode(unit.repeat(200_000 / unit.length()));
    var input = "{\"targetLanguage\":\"en\",\"amount\":1,\"text\":" + text + "}";
    for (var pattern : PATTERNS) {
      assertThat(outcome(skills, pattern, input)).isNotBlank();
    }
  }

  @Test
  void neverTakesAPatternsNameForMoreThanAName() {
    assertThatThrownBy(
            () -> skills.answer(Optional.of("fraud-check"), List.of(), "{\"text\":\"x\"}"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("input.amount is needed: a number, 0 or more");
  }

  private static String outcome(Skills skills, String pattern, String input) {
    try {
      return skills.answer(Optional.of(pattern), List.of(), input).toString();
    } catch (UnusableInputException e) {
      return e.getMessage();
    }
  }
}
