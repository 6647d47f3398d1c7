package dev.parallax.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.agents.skills.Answer;
import dev.parallax.cli.agents.skills.Skills;
import dev.parallax.cli.agents.skills.UnusableInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleAnswersTest {
  private final Skills skills = new Skills();

  static Stream<SampleRequest> answered() {
    return SampleFiles.answered().stream();
  }

  static Stream<SampleRequest> unusable() {
    return SampleFiles.read("unusable").stream();
  }

  @ParameterizedTest
  @MethodSource("answered")
  void answersAsIsExpected(SampleRequest sample) throws UnusableInputException {
    var answer = answer(sample);

    assertThat(answer.value().toString()).isEqualTo(withExpected(answer, sample).toString());
    assertThat(answer.confidence()).isBetween(0.0, 1.0);
    assertThat(answer.reasoning()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void refusesWhatItCannotUseAndSaysWhy(SampleRequest sample) {
    assertThatThrownBy(() -> answer(sample))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(SampleDirectory.expected(sample.name()).get("error").textValue());
  }

  private Answer answer(SampleRequest sample) throws UnusableInputException {
    return skills.answer(Optional.of(sample.pattern()), List.of(), sample.input());
  }

  /** The answer with the expected fields in place of its own: the same, if they are as expected. */
  private static JsonNode withExpected(Answer answer, SampleRequest sample) {
    var value = answer.value().deepCopy();
    SampleDirectory.expected(sample.name())
        .properties()
        .forEach(e -> value.set(e.getKey(), e.getValue()));
    return value;
  }
}
