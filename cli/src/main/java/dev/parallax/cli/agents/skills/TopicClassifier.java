package dev.parallax.cli.agents.skills;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts a text into a topic, spam among them, by weighted words. The share of each label is the
 * soft maximum of its score; {@code other} has a fixed score, so that a text without evidence is
 * {@code other} with little confidence.
 */
final class TopicClassifier implements Skill {
  private static final String OTHER = "other";
  private static final double SCORE_OF_OTHER = 1.5;

  private final Lexicon lexicon = Lexicon.load("topics");

  @Override
  public Answer answer(SkillInput input) throws UnusableInputException {
    var evidence = lexicon.match(Words.of(input.text("text", "content")));
    var shares = shares(evidence);
    var label = largest(shares);
    var terms = label.equals(OTHER) ? List.<String>of() : evidence.get(label).terms();

    var value = JsonNodeFactory.instance.objectNode().put("label", label);
    value.put("spam", label.equals("spam"));
    var scores = value.putObject("scores");
    shares.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(3)
        .forEach(e -> scores.put(e.getKey(), Numbers.round(e.getValue())));
    return new Answer(value, Numbers.round(shares.get(label)), reasoning(label, terms));
  }

  private static Map<String, Double> shares(Map<String, Lexicon.Evidence> evidence) {
    var scores = new LinkedHashMap<String, Double>();
    evidence.forEach((label, found) -> scores.put(label, found.score()));
    scores.put(OTHER, SCORE_OF_OTHER);
    double most = scores.values().stream().mapToDouble(s -> s).max().orElseThrow();
    double sum = scores.values().stream().mapToDouble(s -> Math.exp(s - most)).sum();
    scores.replaceAll((label, score) -> Math.exp(score - most) / sum);
    return scores;
  }

  /** The first of the largest, in the order of the labels. */
  private static String largest(Map<String, Double> shares) {
    var best = OTHER;
    for (var e : shares.entrySet()) {
      if (e.getValue() > shares.get(best)) {
        best = e.getKey();
      }
    }
    return best;
  }

  private static String reasoning(String label, List<String> terms) {
    return terms.isEmpty()
        ? "no known words outweigh the label " + label
        : label + " by " + String.join(", ", terms);
  }
}
