package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\": 7}           | input.text must be a text, not 7",
        "{\"text\": [\"a\"]}     | input.text must be a text, not an array",
        "{\"text\": {\"a\": 1}}  | input.text must be a text, not an object",
        "{\"text\": true}        | input.text must be a text, not a boolean",
        "{\"text\": null}        | input.text or input.content is needed: a text that is not blank",
        "{\"text\": \" \u3000\"} | input.text or input.content is needed: a text that is not blank",
        "{}                      | input.text or input.content is needed: a text that is not blank",
      })
  void saysWhatIsWrongWithAText(String json, String message) throws UnusableInputException {
    var input = SkillInput.parse(json);

    assertThatThrownBy(() -> input.text("text", "content"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"amount\": \"7\"} | input.amount must be a number, 0 or more, not a text",
        "{\"amount\": -0.01} | input.amount must be a number, 0 or more, not -0.01",
        "{\"amount\": 1e400} | input.amount must be a number, 0 or more, not Infinity",
        "{}                  | input.amount is needed: a number, 0 or more",
      })
  void saysWhatIsWrongWithANumber(String json, String message) throws UnusableInputException {
    var input = SkillInput.parse(json);

    assertThatThrownBy(() -> input.amount("amount"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(message);
  }

  @Test
  void takesTheFirstFieldThatIsThere() throws UnusableInputException {
    var input = SkillInput.parse("{\"text\": \" \", \"content\": \"é\", \"document\": \"x\"}");

    assertThat(input.text("text", "content", "document")).isEqualTo("é");
  }
}
