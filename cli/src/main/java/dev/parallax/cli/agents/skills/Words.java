package dev.parallax.cli.agents.skills;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cuts texts of any script into words and sentences. */
final class Words {
  private Words() {}

  /**
   * The words in order, in lower case and compatibility form; punctuation and emoji are left out.
   */
  static List<String> of(String text) {
    var normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return pieces(normal, BreakIterator.getWordInstance(Locale.ROOT));
  }

  /** The sentences in order that hold at least one letter or digit. */
  static List<String> sentences(String text) {
    return pieces(text, BreakIterator.getSentenceInstance(Locale.ROOT));
  }

  /** How often each occurs, in order of the first occurrence. */
  static Map<String, Integer> counts(List<String> words) {
    var counts = new LinkedHashMap<String, Integer>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  private static List<String> pieces(String text, BreakIterator breaks) {
    var pieces = new ArrayList<String>();
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      var piece = text.substring(start, end);
      if (piece.codePoints().anyMatch(Character::isLetterOrDigit)) {
        pieces.add(piece);
      }
      start = end;
    }
    return pieces;
  }
}
