package dev.parallax.core.aggregation;

import dev.parallax.core.config.Spelling;
import dev.parallax.core.fleet.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one aggregation, with all its faults at once. */
final class AggregationReader {
  private static final double DEFAULT_THRESHOLD = 0.7;

  private static final Map<String, Voting.Method> VOTING =
      words(
          List.of("majority", "plurality", "unanimous", "weighted"),
          List.of(Voting.Method.values()));

  private static final Map<String, Merge.Method> MERGE =
      words(List.of("deep", "shallow", "concat", "union"), List.of(Merge.Method.values()));

  private static final Map<String, TieBreaker> TIE_BREAKERS =
      words(
          List.of("first", "highest-confidence"),
          List.of(TieBreaker.FIRST, TieBreaker.HIGHEST_CONFIDENCE));

  private final Pattern.Aggregation from;
  private final List<String> faults = new ArrayList<>();
  private final Optional<Aggregator> aggregator;

  AggregationReader(Pattern.Aggregation from) {
    this.from = from;
    this.aggregator = strategy();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  Aggregator read() {
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    return aggregator.orElseThrow();
  }

  private Optional<Aggregator> strategy() {
    var others = new Ignored(from, faults);
    return switch (from.strategy()) {
      case "first" -> {
        others.under("first", "minConfidence");
        yield Optional.of(new First(figure("minConfidence", from.minConfidence(), 1, 0)));
      }
      case "voting" -> Optional.of(voting(others));
      case "consensus" -> {
        others.under("consensus", "threshold", "tolerance", "fields", "crossRegion");
        yield Optional.of(consensus());
      }
      case "merge" -> {
        others.under("merge", "method");
        yield Optional.of(new Merge(word("method", MERGE, from.method(), Merge.Method.DEEP)));
      }
      default -> {
        unknown("strategy", from.strategy(), List.of("first", "voting", "consensus", "merge"));
        yield Optional.empty();
      }
    };
  }

  private Aggregator voting(Ignored others) {
    int known = faults.size();
    var method = word("method", VOTING, from.method(), Voting.Method.PLURALITY);
    var tieBreaker = word("tieBreaker", TIE_BREAKERS, from.tieBreaker(), TieBreaker.NONE);
    if (faults.size() == known) {
      switch (method) {
        case WEIGHTED ->
            others.under("weighted voting", "method", "minVotes", "tieBreaker", "weights");
        case PLURALITY -> others.under("plurality voting", "method", "minVotes", "tieBreaker");
        case MAJORITY -> others.under("majority voting", "method", "minVotes");
        case UNANIMOUS -> others.under("unanimous voting", "method", "minVotes");
      }
    }
    int minVotes = from.minVotes().orElse(1);
    if (minVotes < 1) {
      fault("minVotes", "must be 1 or more, not " + minVotes);
    }
    return new Voting(method, weights(method), minVotes, tieBreaker);
  }

  private Weights weights(Voting.Method method) {
    from.weights().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(weight -> !(weight.getValue() >= 0 && weight.getValue() <= Double.MAX_VALUE))
        .forEach(
            weight ->
                fault("weights." + weight.getKey(), "must be 0 or more, not " + weight.getValue()));
    if (!from.weights().isEmpty() && from.weights().values().stream().allMatch(w -> w == 0)) {
      fault("weights", "are all 0: nobody could win; give somebody more");
    }
    if (method != Voting.Method.WEIGHTED) {
      return new Weights.Alike();
    }
    return from.weights().isEmpty()
        ? new Weights.ByConfidence()
        : new Weights.Listed(from.weights());
  }

  private Aggregator consensus() {
    var threshold = figure("threshold", from.threshold(), 1, DEFAULT_THRESHOLD);
    var tolerance = figure("tolerance", from.tolerance(), Double.MAX_VALUE, 0);
    fields();
    var agreement =
        new Agreement(
            from.tolerance().isPresent() ? exact(tolerance) : Optional.empty(), from.fields());
    var inner = new Consensus(exact(threshold).orElse(BigDecimal.ONE), agreement);
    return from.crossRegion() ? new CrossRegion(inner) : inner;
  }

  private void fields() {
    var seen = new HashSet<String>();
    for (var field : from.fields()) {
      if (List.of(field.split("\\.", -1)).contains("")) {
        fault("fields", "holds a path with an empty key: \"" + field + "\"");
      } else if (!seen.add(field)) {
        fault("fields", "names " + field + " twice");
      }
    }
  }

  /** Within 0 and {@code most}; what is not a number is not within anything. */
  private double figure(String key, OptionalDouble figure, double most, double otherwise) {
    double value = figure.orElse(otherwise);
    if (!(value >= 0 && value <= most)) {
      fault(key, "must be 0 or more" + (most == 1 ? ", at most 1" : "") + ", not " + value);
    }
    return value;
  }

  /** The decimal figure that was written, not the double that is nearest to it. */
  private static Optional<BigDecimal> exact(double value) {
    return Double.isFinite(value) ? Optional.of(BigDecimal.valueOf(value)) : Optional.empty();
  }

  private <T> T word(String key, Map<String, T> words, Optional<String> word, T otherwise) {
    if (word.isPresent() && !words.containsKey(word.get())) {
      unknown(key, word.get(), List.copyOf(words.keySet()));
    }
    return word.map(words::get).orElse(otherwise);
  }

  private void unknown(String key, String word, List<String> valid) {
    fault(key, word + " is unknown; " + Spelling.hint(word, valid));
  }

  private void fault(String key, String what) {
    faults.add("aggregation." + key + " " + what);
  }

  private static <T> Map<String, T> words(List<String> words, List<T> meanings) {
    var map = new LinkedHashMap<String, T>();
    for (int i = 0; i < words.size(); i++) {
      map.put(words.get(i), meanings.get(i));
    }
    return Collections.unmodifiableMap(map);
  }
}
