package dev.parallax.benchmarks.table;

import java.util.List;

/**
 * One figure.
 *
 * @param what was measured
 * @param unit of it; empty for a ratio
 * @param turns what each turn came to; at least one, none of them NaN
 */
public record Row(String what, String unit, List<Double> turns) {
  /** Copies the turns. */
  public Row {
    turns = List.copyOf(turns);
    if (turns.isEmpty() || turns.contains(Double.NaN)) {
      throw new IllegalArgumentException(what + " was not measured: " + turns);
    }
  }

  /** The middle turn; of an even number the mean of the two in the middle. */
  public double median() {
    var sorted = turns.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The least of the turns. */
  public double least() {
    return turns.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The greatest of the turns. */
  public double greatest() {
    return turns.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
