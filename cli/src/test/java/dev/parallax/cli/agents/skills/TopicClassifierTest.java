package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicClassifierTest {
  private final Skill skill = new TopicClassifier();

  @Test
  void namesTheWordsThatDecided() throws UnusableInputException {
    var answer = Ask.text(skill, "win a free prize now");

    assertThat(answer.value())
        .hasToString(
            "{\"label\":\"spam\",\"spam\":true,\"scores\":{\"spam\":0.876,\"other\":0.048,\"finance\":0.011}}");
    assertThat(answer.confidence()).isEqualTo(0.876);
    assertThat(answer.reasoning()).isEqualTo("spam by win, free, prize");
  }

  @Test
  void isLessSureOfATextWithoutKnownWords() throws UnusableInputException {
    var unknown = Ask.text(skill, "The heron stood in the reeds.");

    assertThat(unknown.value().get("label").textValue()).isEqualTo("other");
    assertThat(unknown.confidence()).isLessThan(0.5);
  }

  @Test
  void readsWordsInWhateverFormTheyAreWritten() throws UnusableInputException {
    assertThat(Ask.text(skill, "ＷＩＮ a FREE prize").value())
        .isEqualTo(Ask.text(skill, "win a free prize").value());
  }

  @Test
  void takesContentWhereThereIsNoText() throws UnusableInputException {
    assertThat(Ask.json(skill, "{\"text\": null, \"content\": \"win a prize\"}").value())
        .isEqualTo(Ask.text(skill, "win a prize").value());
  }
}
