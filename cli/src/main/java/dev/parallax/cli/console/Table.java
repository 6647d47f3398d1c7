package dev.parallax.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of left-aligned columns, two spaces apart. A column is as wide as its widest cell or its
 * least width; lines carry no trailing spaces.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String title, int leastWidth) {}

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /** A table with these titles. */
  public static Table of(String... titles) {
    return new Table(List.of(titles).stream().map(title -> new Column(title, 0)).toList());
  }

  /** The same empty table with the first column at least {@code width} characters wide. */
  public Table firstColumnAtLeast(int width) {
    var widened = new ArrayList<>(columns);
    widened.set(0, new Column(columns.get(0).title(), width));
    return new Table(List.copyOf(widened));
  }

  /** Adds a row; one cell per column. */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row needs " + columns.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The lines, titles first. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(line(columns.stream().map(Column::title).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return List.copyOf(lines);
  }

  /** The lines joined by line feeds, without a last one. */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }

  private String line(List<String> cells) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      line.append(cell).append(" ".repeat(width(i) - length(cell))).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = Math.max(columns.get(column).leastWidth(), length(columns.get(column).title()));
    for (var row : rows) {
      width = Math.max(width, length(row.get(column)));
    }
    return width;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
