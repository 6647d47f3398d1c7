package dev.parallax.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a document wants its agents: {@code agents.region} of a pattern (R13). */
public sealed interface RegionWish {
  /** As {@code auto}: the strategy chooses. */
  record Auto() implements RegionWish {
    @Override
    public String text() {
      return AUTO;
    }
  }

  /** One region, strictly. */
  record Literal(String region) implements RegionWish {
    @Override
    public String text() {
      return new Operand.Text(region).spelling();
    }
  }

  /**
   * The first of these that is present and not empty; none present is UNKNOWN_REGION.
   *
   * @param operands left to right, at least one
   */
  record Template(List<Operand> operands) implements RegionWish {
    /** Copies the list. */
    public Template {
      operands = List.copyOf(operands);
    }

    @Override
    public String text() {
      return operands.stream().map(Operand::spelling).collect(Collectors.joining(" || "));
    }

    /** The paths that are read, without {@code input.}. */
    public List<String> paths() {
      return operands.stream()
          .filter(Operand.Path.class::isInstance)
          .map(operand -> ((Operand.Path) operand).path())
          .toList();
    }
  }

  /** One side of {@code ||}. */
  sealed interface Operand {
    /** A path into the input, without {@code input.}. */
    record Path(String path) implements Operand {
      @Override
      public String spelling() {
        return "$input." + path;
      }
    }

    /** A region id, or auto. */
    record Text(String text) implements Operand {
      @Override
      public String spelling() {
        var quote = text.indexOf('"') < 0 ? "\"" : "'";
        return quote + text + quote;
      }
    }

    /** As a document spells it. */
    String spelling();
  }

  /** A spelling that {@link #parse} reads as this wish. */
  String text();

  /** The word that leaves the choice to the strategy. */
  String AUTO = "auto";

  /** One operand: a path, a text in quotes, or a bare region id. */
  Pattern OPERAND =
      Pattern.compile(
          "\\$input\\.(?<path>[^\\s.|\"']+(?:\\.[^\\s.|\"']+)*)"
              + "|\"(?<double>[^\"|]+)\"|'(?<single>[^'|]+)'|(?<bare>[a-z0-9][a-z0-9-]*)");

  /**
   * Reads {@code eu-west-1}, {@code auto}, {@code $input.path} or {@code $input.path || "x"}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static RegionWish parse(String text) {
    var operands = new ArrayList<Operand>();
    for (var part : text.split("\\|\\|", -1)) {
      operands.add(operand(part.strip(), text));
    }
    // A text is always present, so nothing after it is ever looked at.
    for (var operand : operands.subList(0, operands.size() - 1)) {
      if (operand instanceof Operand.Text) {
        throw new IllegalArgumentException("what follows a region and || is never read: " + text);
      }
    }
    if (operands.get(0) instanceof Operand.Text only) {
      return only.text().equals(AUTO) ? new Auto() : new Literal(only.text());
    }
    return new Template(operands);
  }

  private static Operand operand(String part, String whole) {
    var matcher = OPERAND.matcher(part);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a region: "
              + whole
              + "; write a region id, auto, $input.path, or $input.path || \"region\"");
    }
    if (matcher.group("path") != null) {
      return new Operand.Path(matcher.group("path"));
    }
    for (var group : List.of("double", "single")) {
      if (matcher.group(group) != null) {
        return new Operand.Text(matcher.group(group));
      }
    }
    return new Operand.Text(matcher.group("bare"));
  }
}
