package dev.parallax.core.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the document. What cannot be read as asked is added to the findings and comes back
 * empty, so that reading goes on and finds the rest.
 *
 * @param path how it is reached; empty for the document itself
 * @param line of its key, or where it begins if it has none
 * @param node what stands there
 * @param findings where faults and warnings go
 */
record Cursor(String path, int line, ConfigNode node, Findings findings) {
  private static final int SHOWN = 80;

  /** The whole document. */
  static Cursor at(ConfigNode document) {
    return new Cursor("", document.line(), document, new Findings());
  }

  /** What stands there, for people: a scalar's text, shortened; empty if it may be a secret. */
  String value() {
    if (mayBeSecret()) {
      return "";
    }
    if (node instanceof ConfigNode.Scalar scalar) {
      var text = scalar.text();
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
    return node instanceof ConfigNode.Sequence ? "[...]" : "{...}";
  }

  /** Adds a fault: what stands there, then what is said of it. */
  void refuse(String rule, String predicate) {
    say(rule, subject() + " " + predicate);
  }

  /** Adds a fault that does not repeat the value, which may hold a secret. */
  void refuseUnseen(String rule, String predicate) {
    findings.add(new ConfigFault(path, line, "", rule, "the value " + predicate));
  }

  /** Adds a fault in other words. */
  void say(String rule, String message) {
    findings.add(new ConfigFault(path, line, value(), rule, message));
  }

  /** Adds that what stands here is right, but beyond this release (C3), then what is said of it. */
  void defer(String predicate) {
    findings.addUnsupported(
        new ConfigFault(path, line, value(), "C3", subject() + " " + predicate));
  }

  private String subject() {
    if (node instanceof ConfigNode.Sequence) {
      return "this list";
    }
    if (node instanceof ConfigNode.Mapping) {
      return "this section";
    }
    if (mayBeSecret()) {
      return "the value";
    }
    return value().isBlank() ? "an empty value" : value();
  }

  private boolean mayBeSecret() {
    return Secrets.mayHold(path)
        || (node instanceof ConfigNode.Scalar scalar && Secrets.isToldBy(scalar.text()));
  }

  void warn(String rule, String message) {
    findings.add(new ConfigWarning(path, line, rule, message));
  }

  /** Opens a mapping; duplicate and unknown keys are faults. */
  Fields fields(List<String> known) {
    return fields(known, Map.of());
  }

  /** The same; {@code elsewhere} says where keys belong that are known, but not here. */
  Fields fields(List<String> known, Map<String, String> elsewhere) {
    return Fields.open(this, known, elsewhere);
  }

  /** The entries of a mapping whose keys the user chooses; duplicates are faults. */
  Fields anyFields() {
    return Fields.open(this);
  }

  /** The items of a list. */
  List<Cursor> items() {
    if (node instanceof ConfigNode.Sequence sequence) {
      var items = new ArrayList<Cursor>();
      for (int i = 0; i < sequence.items().size(); i++) {
        var item = sequence.items().get(i);
        items.add(new Cursor(path + "[" + i + "]", item.line(), item, findings));
      }
      return items;
    }
    refuse("C3", "is not a list: write [a, b], or one item a line after -");
    return List.of();
  }

  /** The items of a list, or the one that stands there without brackets. */
  List<Cursor> oneOrMany() {
    return node instanceof ConfigNode.Scalar ? List.of(this) : items();
  }

  Optional<Literal> literal() {
    if (node instanceof ConfigNode.Scalar scalar) {
      return Optional.of(scalar.value());
    }
    refuse("C3", "is not a single value");
    return Optional.empty();
  }

  /** A text that is not empty. */
  Optional<String> text() {
    if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Text text) {
      if (!text.text().isBlank()) {
        return Optional.of(text.text());
      }
      refuse("C3", "is no text: give one, or leave the key out");
      return Optional.empty();
    }
    refuse("C2", "is not a text: if it is meant as one, put it in quotes");
    return Optional.empty();
  }

  /** A text of a certain form. */
  Optional<String> text(Pattern form, String rule, String predicate) {
    var text = text();
    if (text.isPresent() && !form.matcher(text.get()).matches()) {
      refuse(rule, predicate);
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> flag() {
    if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Bool bool) {
      return Optional.of(bool.value());
    }
    refuse("C2", "is neither true nor false");
    return Optional.empty();
  }

  Optional<BigDecimal> number() {
    if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Num num) {
      return Optional.of(num.number());
    }
    refuse("C2", "is not a number");
    return Optional.empty();
  }

  /** A whole number within bounds, both inclusive. */
  Optional<Integer> whole(int least, int most) {
    if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Num num) {
      var number = num.number();
      if (number.compareTo(BigDecimal.valueOf(least)) >= 0
          && number.compareTo(BigDecimal.valueOf(most)) <= 0
          && number.stripTrailingZeros().scale() <= 0) {
        return Optional.of(number.intValueExact());
      }
    }
    refuse("C3", "is not a whole number from " + least + " to " + most);
    return Optional.empty();
  }

  /** One of a few words. */
  <T> Optional<T> choice(Map<String, T> choices) {
    var word = text();
    if (word.isPresent() && !choices.containsKey(word.get())) {
      refuse("C3", "is not valid; " + Spelling.hint(word.get(), choices.keySet()));
    }
    return word.map(choices::get);
  }
}
