package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;

/** Says which language a text is in. */
final class LanguageDetection implements Skill {
  private final LanguageGuesser guesser;

  LanguageDetection(LanguageGuesser guesser) {
    this.guesser = guesser;
  }

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    var guess = guesser.guess(input.text("text", "content"));
    var value = JsonNodeFactory.instance.objectNode().put("language", guess.language());
    value.put("script", guess.script().name().toLowerCase(Locale.ROOT));
    var candidates = value.putObject("candidates");
    guess.shares().forEach(candidates::put);
    return new Answer(value, guess.confidence(), guess.evidence());
  }
}
