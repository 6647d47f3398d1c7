package dev.parallax.cli.agents.skills;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Guesses the language of a text: by its script where that decides, else by the small words and
 * letters that are peculiar to each language.
 */
final class LanguageGuesser {
  private final Lexicon functionWords = Lexicon.load("languages");

  /**
   * A guess.
   *
   * @param language ISO 639-1, or {@code und} if there is no evidence
   * @param script most of the letters' script
   * @param confidence 0..1
   * @param evidence for people
   * @param shares of the candidates, largest first
   */
  record Guess(
      String language,
      UnicodeScript script,
      double confidence,
      String evidence,
      Map<String, Double> shares) {}

  Guess guess(String text) {
    var scripts = scripts(text);
    var main =
        scripts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(UnicodeScript.COMMON);
    int letters = scripts.values().stream().mapToInt(n -> n).sum();
    // Japanese is written with Han letters too, Chinese never with kana.
    int kana =
        scripts.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
    if (kana > 0 && (kana + scripts.getOrDefault(UnicodeScript.HAN, 0)) * 2 > letters) {
      return byScript("ja", main, letters, kana + scripts.getOrDefault(UnicodeScript.HAN, 0));
    }
    var alone = LANGUAGE_OF_SCRIPT.get(main);
    return alone != null ? byScript(alone, main, letters, scripts.get(main)) : byWords(text, main);
  }

  private static Guess byScript(String language, UnicodeScript script, int letters, int own) {
    double share = (double) own / letters;
    double confidence = share * enough(letters, 4);
    return new Guess(
        language,
        script,
        Numbers.round(confidence),
        own + " of " + letters + " letters are of its script",
        Map.of(language, Numbers.round(share)));
  }

  private Guess byWords(String text, UnicodeScript script) {
    var evidence = functionWords.match(tokens(text));
    Map<String, Double> scores = new LinkedHashMap<>();
    evidence.forEach(
        (language, found) -> {
          if (found.score() > 0) {
            scores.put(language, found.score());
          }
        });
    double sum = scores.values().stream().mapToDouble(s -> s).sum();
    if (sum == 0) {
      return new Guess("und", script, 0, "no word or letter of a known language", Map.of());
    }
    var shares =
        scores.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> Numbers.round(e.getValue() / sum),
                    (a, b) -> a,
                    LinkedHashMap::new));
    var best = shares.keySet().iterator().next();
    double confidence = scores.get(best) / sum * enough(scores.get(best), 1.5);
    var terms = evidence.get(best).terms();
    return new Guess(
        best,
        script,
        Numbers.round(confidence),
        "by " + String.join(", ", terms.subList(0, Math.min(10, terms.size()))),
        shares);
  }

  /** Words, and letters that only some languages have as words of their own. */
  private static List<String> tokens(String text) {
    var tokens = Words.of(text);
    tokens.addAll(
        String.join("", tokens)
            .codePoints()
            .filter(c -> c > 0x7f)
            .mapToObj(Character::toString)
            .toList());
    return tokens;
  }

  private static Map<UnicodeScript, Integer> scripts(String text) {
    var scripts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(c -> scripts.merge(UnicodeScript.of(c), 1, Integer::sum));
    return scripts;
  }

  /** From 0 without evidence towards 1: 0.63 at {@code scale}. */
  private static double enough(double evidence, double scale) {
    return 1 - Math.exp(-evidence / scale);
  }

  private static final Map<UnicodeScript, String> LANGUAGE_OF_SCRIPT =
      Map.of(
          UnicodeScript.HAN, "zh",
          UnicodeScript.HANGUL, "ko",
          UnicodeScript.GREEK, "el",
          UnicodeScript.HEBREW, "he",
          UnicodeScript.THAI, "th",
          UnicodeScript.BENGALI, "bn",
          UnicodeScript.TAMIL, "ta",
          UnicodeScript.GEORGIAN, "ka");
}
