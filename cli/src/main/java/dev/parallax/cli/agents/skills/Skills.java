package dev.parallax.cli.agents.skills;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the skill for a task: by its pattern, else by the capabilities asked for and the shape of
 * the input.
 */
public final class Skills {
  private final Skill topics = new TopicClassifier();
  private final Skill moderation = new ModerationScorer();
  private final Skill fraud = new FraudScorer();
  private final LanguageGuesser guesser = new LanguageGuesser();
  private final Skill language = new LanguageDetection(guesser);
  private final Skill routing = new TranslationRouting(guesser);
  private final Skill documents = new DocumentAnalysis(guesser);
  private final Map<String, Skill> byPattern =
      Map.of(
          "content-classifier", topics,
          "content-moderation", moderation,
          "fraud-check", fraud,
          "language-detect", language,
          "translation-routing", routing,
          "document-analysis", documents,
          "global-consensus", topics);

  /**
   * Does the work of a task.
   *
   * @param pattern name of the pattern, if the request named one
   * @param capabilities that the task requires
   * @param input JSON text
   * @throws UnusableInputException if the input lacks what the skill needs
   */
  public Answer answer(Optional<String> pattern, Collection<String> capabilities, String input)
      throws UnusableInputException {
    var fields = SkillInput.parse(input);
    var named = pattern.map(byPattern::get);
    return (named.isPresent() ? named.get() : byShape(capabilities, fields)).answer(fields);
  }

  private Skill byShape(Collection<String> capabilities, SkillInput input) {
    if (capabilities.contains("translation")) {
      return input.has("targetLanguage") ? routing : language;
    }
    if (input.has("amount")) {
      return fraud;
    }
    return capabilities.contains("analysis") ? documents : topics;
  }
}
