package dev.parallax.cli.agents.skills;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Weights of words and word pairs for each label, read from a resource: lines of {@code label
 * word:weight ...}, where a pair is written with an underscore and the weight may be left out (1).
 */
final class Lexicon {
  private final List<String> labels;
  private final Map<String, Map<String, Double>> weightsByTerm;

  /**
   * What a text has of one label.
   *
   * @param score sum of the weights found
   * @param terms the words and pairs found, in order of the text
   */
  record Evidence(double score, List<String> terms) {}

  private Lexicon(List<String> labels, Map<String, Map<String, Double>> weightsByTerm) {
    this.labels = labels;
    this.weightsByTerm = weightsByTerm;
  }

  static Lexicon load(String name) {
    var resource = name + ".lexicon";
    try (var in = Objects.requireNonNull(Lexicon.class.getResourceAsStream(resource), resource);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Lexicon parse(List<String> lines) {
    var labels = new ArrayList<String>();
    var weights = new HashMap<String, Map<String, Double>>();
    for (var line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var parts = line.strip().split("\\s+", -1);
      if (!labels.contains(parts[0])) {
        labels.add(parts[0]);
      }
      for (int i = 1; i < parts.length; i++) {
        var term = parts[i].split(":", -1);
        double weight = term.length > 1 ? Double.parseDouble(term[1]) : 1;
        weights.computeIfAbsent(term[0], t -> new LinkedHashMap<>()).put(parts[0], weight);
      }
    }
    return new Lexicon(List.copyOf(labels), weights);
  }

  List<String> labels() {
    return labels;
  }

  /** The evidence for every label, in the order of the labels; a repeated term counts ever less. */
  Map<String, Evidence> match(List<String> words) {
    var found = new LinkedHashMap<String, Evidence>();
    labels.forEach(label -> found.put(label, new Evidence(0, new ArrayList<>())));
    Words.counts(terms(words))
        .forEach(
            (term, count) ->
                weightsByTerm
                    .getOrDefault(term, Map.of())
                    .forEach(
                        (label, weight) ->
                            found.compute(label, (l, e) -> plus(e, term, weight, count))));
    return found;
  }

  private static Evidence plus(Evidence evidence, String term, double weight, int count) {
    evidence.terms().add(term.replace('_', ' '));
    return new Evidence(evidence.score() + weight * (1 + Math.log(count)), evidence.terms());
  }

  private static List<String> terms(List<String> words) {
    var terms = new ArrayList<String>(words.size() * 2);
    for (int i = 0; i < words.size(); i++) {
      terms.add(words.get(i));
      if (i + 1 < words.size()) {
        terms.add(words.get(i) + "_" + words.get(i + 1));
      }
    }
    return terms;
  }
}
