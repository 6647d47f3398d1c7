package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FraudScorerTest {
  private final Skill skill = new FraudScorer();

  @Test
  void explainsEachFactor() throws UnusableInputException {
    var answer =
        Ask.json(
            skill,
            """
            {"amount": 900, "cardCountry": "de", "billingCountry": " DE ", "ipCountry": "TR",
             "transactionsLastHour": 5, "accountAgeDays": 2, "merchantCategory": "Crypto"}""");

    assertThat(answer.value())
        .hasToString(
            "{\"risk\":0.921,\"decision\":\"decline\",\"factors\":{\"amount\":0.9,"
                + "\"card and billing country differ\":0.0,\"card and network country differ\":1.6,"
                + "\"transactions within the hour\":1.05,\"age of the account\":1.2,\"kind of merchant\":0.9}}");
    assertThat(answer.confidence()).isEqualTo(0.921);
    assertThat(answer.reasoning())
        .isEqualTo("most by: card and network country differ; 6 of 6 further fields known");
  }

  @Test
  void isHalfAsSureWhenItKnowsTheAmountAlone() throws UnusableInputException {
    var answer = Ask.json(skill, "{\"amount\": 0}");

    assertThat(answer.value())
        .hasToString("{\"risk\":0.039,\"decision\":\"approve\",\"factors\":{\"amount\":0.0}}");
    assertThat(answer.confidence()).isEqualTo(0.48);
    assertThat(answer.reasoning())
        .isEqualTo("nothing speaks for fraud; 0 of 6 further fields known");
  }

  @Property
  void neverFindsALargerAmountSafer(
      @ForAll @DoubleRange(min = 0, max = 1e12) double one,
      @ForAll @DoubleRange(min = 0, max = 1e12) double other)
      throws UnusableInputException {
    assertThat(risk(Math.min(one, other))).isLessThanOrEqualTo(risk(Math.max(one, other)));
  }

  private double risk(double amount) throws UnusableInputException {
    return Ask.json(skill, "{\"amount\": " + amount + "}").value().get("risk").doubleValue();
  }
}
