package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationRoutingTest {
  private static final String GERMAN = "Das ist nicht der Zug, auf den wir warten.";

  private final Skill skill = new TranslationRouting(new LanguageGuesser());

  @ParameterizedTest
  @CsvSource({
    "de, false, '[\"de\"]'",
    "fr, true, '[\"de\",\"fr\"]'",
    "en, true, '[\"de\",\"en\"]'",
    "' JA ', true, '[\"de\",\"en\",\"ja\"]'"
  })
  void goesDirectlyWhereItCanAndElseByEnglish(String to, boolean needed, String route)
      throws UnusableInputException {
    var value =
        Ask.json(skill, "{\"text\": \"" + GERMAN + "\", \"targetLanguage\": \"" + to + "\"}")
            .value();

    assertThat(value)
        .hasToString(
            "{\"sourceLanguage\":\"de\",\"targetLanguage\":\"%s\",\"needed\":%s,\"route\":%s,\"characters\":42}"
                .formatted(to.strip().toLowerCase(Locale.ROOT), needed, route));
  }
}
