package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a rule matches (R8).
 *
 * @param names of the regions, for {@code originRegion}
 */
record MatchReader(RegionNames names) {
  private static final List<String> KEYS =
      List.of("input.<path>", "metadata.<key>", "pattern", "priority", "originRegion");
  private static final List<String> HEADS =
      List.of("input", "metadata", "pattern", "priority", "originRegion");
  private static final Pattern INPUT = Pattern.compile("input(\\.[^.]+)+");
  private static final Pattern METADATA = Pattern.compile("metadata\\..+", Pattern.DOTALL);
  private static final String ANY = "*";
  private static final int PLAIN_DIGITS = 20;

  /** Empty, after a fault, if a key has no valid form or a condition can never hold. */
  Optional<Match> read(Cursor at) {
    var given = at.anyFields().byKey();
    var conditions = new ArrayList<Match.Condition>();
    given.forEach((key, place) -> condition(key, place).ifPresent(conditions::add));
    return at.node() instanceof ConfigNode.Mapping && conditions.size() == given.size()
        ? Optional.of(new Match(conditions))
        : Optional.empty();
  }

  private Optional<Match.Condition> condition(String key, Cursor at) {
    if (!isKey(key)) {
      refuseKey(key, at);
      return Optional.empty();
    }
    if (isAny(at)) {
      return Optional.of(new Match.Condition(key, Optional.empty()));
    }
    var values = new ArrayList<Literal>();
    var items = at.oneOrMany();
    items.forEach(item -> value(key, item).ifPresent(values::add));
    if (items.isEmpty() && at.node() instanceof ConfigNode.Sequence) {
      at.refuse("R8", "is empty, so that the rule never matches: name at least one value");
    }
    return values.isEmpty() || values.size() < items.size()
        ? Optional.empty()
        : Optional.of(new Match.Condition(key, Optional.of(values)));
  }

  private Optional<Literal> value(String key, Cursor at) {
    if (isAny(at)) {
      at.refuse("R8", "stands alone, not in a list: it means present and not empty");
      return Optional.empty();
    }
    if (key.startsWith("input.")) {
      return at.literal().map(MatchReader::normal);
    }
    var text = key.equals("originRegion") ? names.read(at) : at.text();
    return text.map(Literal.Text::new);
  }

  /** 1.0 and 1 are one value (R8), and so are 1E+3 and 1000. */
  private static Literal normal(Literal literal) {
    if (!(literal instanceof Literal.Num num)) {
      return literal;
    }
    var number = num.number().stripTrailingZeros();
    boolean readable = number.scale() < 0 && number.scale() > -PLAIN_DIGITS;
    return new Literal.Num(readable ? number.setScale(0) : number);
  }

  private static boolean isKey(String key) {
    return INPUT.matcher(key).matches()
        || METADATA.matcher(key).matches()
        || key.equals("pattern")
        || key.equals("priority")
        || key.equals("originRegion");
  }

  private static boolean isAny(Cursor at) {
    return at.node() instanceof ConfigNode.Scalar scalar
        && scalar.value().equals(new Literal.Text(ANY));
  }

  private static void refuseKey(String key, Cursor at) {
    at.say("R8", key + " is nothing that a rule can match; " + hint(key));
  }

  /** Keys are paths: only their first part can be misspelt. */
  private static String hint(String key) {
    int dot = key.indexOf('.');
    var head = dot < 0 ? key : key.substring(0, dot);
    return switch (Spelling.nearest(head, HEADS).orElse("")) {
      case "input" -> "write input. and a path, such as input.userCountry";
      case "metadata" -> "write metadata. and a key, such as metadata.tenant";
      case "" -> "valid here: " + String.join(", ", KEYS);
      default -> "did you mean " + Spelling.nearest(head, HEADS).orElseThrow() + "?";
    };
  }
}
