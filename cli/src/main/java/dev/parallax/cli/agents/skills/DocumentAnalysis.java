package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts a document's paragraphs, sentences and words, how hard it is to read (LIX, for any
 * language with spaces), how varied its words are, and its most frequent terms.
 */
final class DocumentAnalysis implements Skill {
  private static final int LONG_WORD = 6;
  private static final int TOP_TERMS = 8;

  private final LanguageGuesser guesser;
  private final Lexicon functionWords = Lexicon.load("languages");

  DocumentAnalysis(LanguageGuesser guesser) {
    this.guesser = guesser;
  }

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    var text = input.text("text", "content", "document");
    var words = Words.of(text);
    if (words.isEmpty()) {
      throw new UnusableInputException("the document has no words");
    }
    var sentences = Math.max(1, Words.sentences(text).size());
    var lix = lix(words, sentences);
    var value = JsonNodeFactory.instance.objectNode();
    value.put("language", guesser.guess(text).language());
    value.put("paragraphs", text.strip().split("\\R\\s*\\R").length);
    value.put("sentences", sentences);
    value.put("words", words.size());
    value.put("characters", text.codePointCount(0, text.length()));
    value.put("wordsPerSentence", Numbers.round((double) words.size() / sentences));
    value.put("distinctWords", Numbers.round((double) Words.counts(words).size() / words.size()));
    value.put("lix", Numbers.round(lix)).put("difficulty", difficulty(lix));
    putTopTerms(value, words);
    // The figures of a short text say little about it: 0.5 at 25 words, 0.8 at 100.
    double confidence = words.size() / (words.size() + 25.0);
    return new Answer(
        value, Numbers.round(confidence), words.size() + " words in " + sentences + " sentences");
  }

  /** Words per sentence + percentage of words of more than six letters. */
  private static double lix(List<String> words, int sentences) {
    long longWords =
        words.stream().filter(w -> w.codePointCount(0, w.length()) > LONG_WORD).count();
    return (double) words.size() / sentences + 100.0 * longWords / words.size();
  }

  private static String difficulty(double lix) {
    return lix < 30 ? "easy" : lix < 45 ? "medium" : lix < 55 ? "hard" : "very hard";
  }

  private void putTopTerms(ObjectNode value, List<String> words) {
    var terms = value.putObject("topTerms");
    Words.counts(words).entrySet().stream()
        .filter(e -> isTerm(e.getKey()))
        .sorted(
            Comparator.<Map.Entry<String, Integer>>comparingInt(e -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(TOP_TERMS)
        .forEach(e -> terms.put(e.getKey(), e.getValue()));
  }

  private boolean isTerm(String word) {
    return word.codePointCount(0, word.length()) > 1
        && word.codePoints().anyMatch(Character::isLetter)
        && functionWords.match(List.of(word.toLowerCase(Locale.ROOT))).values().stream()
            .allMatch(e -> e.terms().isEmpty());
  }
}
