package dev.parallax.benchmarks.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers rows turn by turn; they stand in the order in which they were first named. */
public final class Figures {
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Map<String, List<Double>> turns = new LinkedHashMap<>();

  /** What one turn came to. */
  public void add(String what, String unit, double value) {
    units.putIfAbsent(what, unit);
    turns.computeIfAbsent(what, unused -> new ArrayList<>()).add(value);
  }

  /** A row that is known whole. */
  public void add(Row row) {
    row.turns().forEach(turn -> add(row.what(), row.unit(), turn));
  }

  /** The quotient of what one turn came to: both were measured beside each other. */
  public void ratio(String what, double above, double below) {
    add(what, "", above / below);
  }

  /** All of them. */
  public List<Row> rows() {
    return units.entrySet().stream()
        .map(unit -> new Row(unit.getKey(), unit.getValue(), turns.get(unit.getKey())))
        .toList();
  }
}
