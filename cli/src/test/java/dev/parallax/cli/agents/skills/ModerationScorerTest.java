package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationScorerTest {
  private final Skill skill = new ModerationScorer();

  @Test
  void allowsAHarmlessTextWithEveryScoreAtZero() throws UnusableInputException {
    var answer = Ask.text(skill, "The ladder is back behind the shed.");

    assertThat(answer.value())
        .hasToString(
            "{\"flagged\":false,\"action\":\"allow\",\"categories\":{\"harassment\":0.0,\"threat\":0.0,"
                + "\"self-harm\":0.0,\"violence\":0.0,\"scam\":0.0,\"personal-data\":0.0}}");
    assertThat(answer.confidence()).isEqualTo(1.0);
    assertThat(answer.reasoning()).isEqualTo("nothing found");
  }

  @Test
  void neverRepeatsPersonalData() throws UnusableInputException {
    var answer = Ask.text(skill, "Card 4111-1111-1111-1111, mail jürgen@beispiel.example");

    assertThat(answer.value().get("action").textValue()).isEqualTo("block");
    assertThat(answer.reasoning())
        .isEqualTo("personal-data: e-mail address; personal-data: card number");
    assertThat(answer.value().toString()).doesNotContain("4111").doesNotContain("beispiel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 4111 1111 1111 1112, whose check digit is wrong",
        "about 12,000 people @ the harbour",
        "call +49",
        "version 1.2.3.4.5.6.7.8.9"
      })
  void doesNotTakeOtherFiguresForPersonalData(String text) throws UnusableInputException {
    assertThat(Ask.text(skill, text).value().at("/categories/personal-data").doubleValue())
        .isZero();
  }

  @Test
  void scoresTwoMarksOfAKindHigherThanOneAndNeverAboveOne() throws UnusableInputException {
    double one = harassment("idiot");
    double two = harassment("pathetic idiot");
    double many = harassment("pathetic worthless stupid disgusting idiot moron loser ".repeat(9));

    assertThat(one).isLessThan(two);
    assertThat(many).isBetween(two, 1.0);
  }

  private double harassment(String text) throws UnusableInputException {
    return Ask.text(skill, text).value().at("/categories/harassment").doubleValue();
  }
}
