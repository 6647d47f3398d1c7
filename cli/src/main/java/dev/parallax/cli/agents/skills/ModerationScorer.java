package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores a text in each category of what may have to be kept from others. A score is 1 -
 * exp(-weight of what was found): two marks of the same kind say more than one, never more than 1.
 */
final class ModerationScorer implements Skill {
  private static final double REVIEW = 0.5;
  private static final double BLOCK = 0.8;

  private final Lexicon lexicon = Lexicon.load("moderation");

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    var text = input.text("text", "content");
    Map<String, Double> scores = new LinkedHashMap<>();
    List<String> marks = new ArrayList<>();
    lexicon
        .match(Words.of(text))
        .forEach(
            (category, found) -> {
              scores.put(category, saturate(found.score()));
              found.terms().forEach(term -> marks.add(category + ": " + term));
            });
    var personal = PersonalData.find(text);
    scores.put("personal-data", saturate(personal.weight()));
    personal.kinds().forEach(kind -> marks.add("personal-data: " + kind));
    return answer(scores, marks);
  }

  private static Answer answer(Map<String, Double> scores, List<String> marks) {
    double worst = scores.values().stream().mapToDouble(s -> s).max().orElseThrow();
    var action = worst >= BLOCK ? "block" : worst >= REVIEW ? "review" : "allow";
    var value = JsonNodeFactory.instance.objectNode().put("flagged", worst >= REVIEW);
    value.put("action", action);
    var categories = value.putObject("categories");
    scores.forEach((category, score) -> categories.put(category, Numbers.round(score)));
    // A score near the bound between flagged and not is a guess; one far from it is not.
    double confidence = Math.max(worst, 1 - worst);
    return new Answer(
        value,
        Numbers.round(confidence),
        marks.isEmpty() ? "nothing found" : String.join("; ", marks));
  }

  private static double saturate(double weight) {
    return 1 - Math.exp(-weight);
  }
}
