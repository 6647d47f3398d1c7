package dev.parallax.benchmarks.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table as text: a heading, and for each section its title and its rows. */
public final class TableText {
  private static final String LINE = "%-58s %11s %21s  %-16s %5s";

  private TableText() {}

  /** The names of the columns. */
  public static String heading() {
    return line("", "median", "min..max", "unit", "turns");
  }

  /** A section as soon as it is measured. */
  public static String section(Section section, List<Row> rows) {
    return "%n(%s) %s%n".formatted(section.key(), section.title())
        + rows.stream().map(TableText::row).collect(Collectors.joining("%n".formatted()));
  }

  private static String row(Row row) {
    var spread = number(row.least()) + ".." + number(row.greatest());
    var turns = String.valueOf(row.turns().size());
    return line("  " + row.what(), number(row.median()), spread, row.unit(), turns);
  }

  private static String line(String what, String median, String spread, String unit, String turns) {
    return LINE.formatted(what, median, spread, unit, turns);
  }

  /** Three digits that count, or all before the point. */
  static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
