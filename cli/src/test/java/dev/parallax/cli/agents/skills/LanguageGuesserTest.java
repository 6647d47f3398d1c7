package dev.parallax.cli.agents.skills;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuesserTest {
  private final LanguageGuesser guesser = new LanguageGuesser();

  @ParameterizedTest
  @CsvSource({
    "en, 'It is one of those things that you have to see.'",
    "de, 'Wir haben die Straße nicht gefunden und sind zu spät.'",
    "fr, 'Nous ne savons pas qui est venu dans la nuit.'",
    "es, 'No sé dónde están las llaves, pero es muy tarde.'",
    "it, 'Non so che cosa sono queste chiavi, è tardi.'",
    "pt, 'Você não sabe onde estão as chaves, são muito tarde.'",
    "nl, 'Het is niet ver van hier, maar wij zijn te laat voor de trein.'",
    "pl, 'Nie wiem, że on się spóźnił przez korek.'",
    "ru, 'Это не то, что мы хотели бы для вас.'",
    "uk, 'Це не те, що ми хотіли для її родини.'",
    "el, 'Δεν ξέρω πού είναι τα κλειδιά.'",
    "he, 'איפה המפתחות שלי'",
    "ar, 'لا أعرف من أخذ المفاتيح في المساء'",
    "fa, 'این کلید را از کجا آورده است'",
    "ur, 'یہ چابی کہاں سے آئی ہے'",
    "hi, 'यह चाबी कहाँ से आई है'",
    "mr, 'ही चावी कोणाची आहे आणि ती कुठे नाही'",
    "bn, 'চাবিটা কোথায়'",
    "ta, 'சாவி எங்கே'",
    "th, 'กุญแจอยู่ที่ไหน'",
    "ja, '鍵はどこですか'",
    "zh, '钥匙在哪里'",
    "ko, '열쇠는 어디에 있습니까'",
  })
  void knowsTheLanguage(String language, String text) {
    assertThat(guesser.guess(text).language()).as(text).isEqualTo(language);
  }

  @Test
  void saysUndeterminedWhereThereIsNoEvidence() {
    assertThat(guesser.guess("12 + 30 = 42 🎉"))
        .isEqualTo(
            new LanguageGuesser.Guess(
                "und", UnicodeScript.COMMON, 0, "no word or letter of a known language", Map.of()));
  }

  @Test
  void isSurerOfALongerText() {
    var one = guesser.guess("nicht");
    var many = guesser.guess("Wir haben das nicht auch mit dem Zug für Sie versucht.");

    assertThat(one.language()).isEqualTo(many.language()).isEqualTo("de");
    assertThat(one.confidence()).isLessThan(many.confidence());
  }

  @Test
  void splitsItsConfidenceBetweenLanguagesThatShareWords() {
    var guess = guesser.guess("la que en");

    assertThat(guess.shares().keySet()).contains("es", "fr");
    assertThat(guess.confidence()).isLessThan(0.5);
  }
}
