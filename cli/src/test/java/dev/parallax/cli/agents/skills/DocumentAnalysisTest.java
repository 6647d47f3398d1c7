package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentAnalysisTest {
  private final Skill skill = new DocumentAnalysis(new LanguageGuesser());

  @Test
  void countsMeasuresAndListsTerms() throws UnusableInputException {
    var answer =
        Ask.text(
            skill, "The bridge is open. The bridge stays open!\r\n\r\nInspections continue.\n");

    assertThat(answer.value())
        .hasToString(
            "{\"language\":\"en\",\"paragraphs\":2,\"sentences\":3,\"words\":10,\"characters\":68,"
                + "\"wordsPerSentence\":3.333,\"distinctWords\":0.7,\"lix\":23.333,\"difficulty\":\"easy\","
                + "\"topTerms\":{\"bridge\":2,\"open\":2,\"continue\":1,\"inspections\":1,\"stays\":1}}");
    assertThat(answer.confidence()).isEqualTo(0.286);
    assertThat(answer.reasoning()).isEqualTo("10 words in 3 sentences");
  }

  @Test
  void countsCharactersAsPeopleWouldAndNotSurrogates() throws UnusableInputException {
    var value = Ask.text(skill, "𝔸 🎉").value();

    assertThat(value.get("characters").intValue()).isEqualTo(3);
    assertThat(value.get("words").intValue()).isEqualTo(1);
  }

  @Test
  void findsLongWordsHardToRead() throws UnusableInputException {
    var value =
        Ask.text(skill, "Verwaltungsvereinfachungsverordnungen vereinfachen Verwaltungen selten.")
            .value();

    assertThat(value.get("difficulty").textValue()).isEqualTo("very hard");
  }
}
