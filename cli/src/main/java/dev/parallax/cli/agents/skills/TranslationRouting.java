package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says which way a text goes into {@code targetLanguage}: not at all if it is in that language
 * already, directly for the pairs that have a model of their own, else by way of English.
 */
final class TranslationRouting implements Skill {
  private static final String PIVOT = "en";
  private static final Set<Set<String>> DIRECT =
      Set.of(
          Set.of("de", "fr"),
          Set.of("es", "pt"),
          Set.of("ja", "zh"),
          Set.of("ru", "uk"),
          Set.of("hi", "ur"));

  private final LanguageGuesser guesser;

  TranslationRouting(LanguageGuesser guesser) {
    this.guesser = guesser;
  }

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    var text = input.text("text", "content");
    var to = input.text("targetLanguage").strip().toLowerCase(Locale.ROOT);
    if (!to.matches("[a-z]{2}")) {
      throw new UnusableInputException(
          "input.targetLanguage must be a two-letter language code such as en");
    }
    var guess = guesser.guess(text);
    var route = route(guess.language(), to);
    var value = JsonNodeFactory.instance.objectNode().put("sourceLanguage", guess.language());
    value.put("targetLanguage", to).put("needed", route.size() > 1);
    var steps = value.putArray("route");
    route.forEach(steps::add);
    value.put("characters", text.codePointCount(0, text.length()));
    return new Answer(value, guess.confidence(), guess.evidence());
  }

  private static List<String> route(String from, String to) {
    if (from.equals(to)) {
      return List.of(to);
    }
    boolean direct = from.equals(PIVOT) || to.equals(PIVOT) || DIRECT.contains(Set.of(from, to));
    return direct ? List.of(from, to) : List.of(from, PIVOT, to);
  }
}
