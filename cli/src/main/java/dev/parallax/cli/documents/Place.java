package dev.parallax.cli.documents;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Durations;
import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Spelling;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands at one key of a document, read as one type or another.
 *
 * @param path of the key
 * @param node what stands there
 * @param section that it belongs to
 */
public record Place(String path, ConfigNode node, Section section) {
  private static final int SHOWN = 80;

  /** For people: a scalar's text, shortened. */
  static String shown(ConfigNode node) {
    if (node instanceof ConfigNode.Scalar scalar) {
      var text = scalar.text();
      return text.isEmpty()
          ? "an empty value"
          : text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
    return node instanceof ConfigNode.Sequence ? "[...]" : "{...}";
  }

  /** A text that is not blank. */
  public Optional<String> text() {
    if (node instanceof ConfigNode.Scalar scalar
        && scalar.value() instanceof Literal.Text text
        && !text.text().isBlank()) {
      return Optional.of(text.text());
    }
    return refuse("is not a text: give one, in quotes if it looks like a number");
  }

  /** A text that may be blank. */
  public Optional<String> anyText() {
    return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Text text
        ? Optional.of(text.text())
        : text();
  }

  /** The keys of the section that stands here. */
  public Section open(List<String> known) {
    return Section.open(path, node, section.faults(), known);
  }

  /** A text of a certain form; {@code predicate} says what is wrong otherwise. */
  public Optional<String> text(Pattern form, String predicate) {
    var text = text();
    return text.isEmpty() || form.matcher(text.get()).matches() ? text : refuse(predicate);
  }

  /** One of these words. */
  public Optional<String> oneOf(List<String> words) {
    var text = text();
    return text.isEmpty() || words.contains(text.get())
        ? text
        : refuse("is not valid; " + Spelling.hint(text.get(), words));
  }

  /** True or false. */
  public Optional<Boolean> flag() {
    return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Bool bool
        ? Optional.of(bool.value())
        : refuse("is neither true nor false");
  }

  /** A whole number of at least this. */
  public Optional<Integer> whole(int least) {
    return number()
        .filter(n -> n.stripTrailingZeros().scale() <= 0)
        .filter(n -> isWithin(n, least, Integer.MAX_VALUE))
        .map(BigDecimal::intValueExact)
        .or(() -> refuse("is not a whole number, " + least + " or more"));
  }

  /** A whole number within these, both included. */
  public Optional<Integer> whole(int least, int most) {
    var number = whole(least);
    return number.isEmpty() || number.get() <= most
        ? number
        : refuse("is more than " + most + ": give less");
  }

  /** A number from 0 to this. */
  public Optional<Double> upTo(double most) {
    return number()
        .filter(n -> isWithin(n, 0, most))
        .map(BigDecimal::doubleValue)
        .or(() -> refuse("is not a number from 0" + (most == 1 ? " to 1" : " on")));
  }

  /** A duration of at least a millisecond, in ms. */
  public Optional<Long> millis() {
    var duration =
        node instanceof ConfigNode.Scalar scalar
            ? Durations.parse(scalar.text()).map(d -> d.toMillis()).filter(ms -> ms > 0)
            : Optional.<Long>empty();
    return duration.or(
        () -> refuse("is not a duration: write a whole number and its unit: 250ms, 10s or 5m"));
  }

  /** The same, where nothing but zero needs no unit. */
  public Optional<Long> millisOrZero() {
    var text = node instanceof ConfigNode.Scalar scalar ? scalar.text() : "";
    boolean zero = text.equals("0") || Durations.parse(text).filter(Duration::isZero).isPresent();
    return zero ? Optional.of(0L) : millis();
  }

  /** A number of milliseconds, or a duration; empty, and no fault yet, if it is neither. */
  public Optional<Double> latency() {
    return number()
        .filter(n -> isWithin(n, 0, Integer.MAX_VALUE))
        .map(BigDecimal::doubleValue)
        .or(
            () ->
                node instanceof ConfigNode.Scalar scalar
                    ? Durations.parse(scalar.text()).map(d -> (double) d.toMillis())
                    : Optional.empty());
  }

  private Optional<BigDecimal> number() {
    return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Num num
        ? Optional.of(num.number())
        : Optional.empty();
  }

  private static boolean isWithin(BigDecimal number, double least, double most) {
    return number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  /** Nothing; what stands here is a fault, and {@code predicate} says why. */
  public <T> Optional<T> refuse(String predicate) {
    section.fault(path, node, predicate);
    return Optional.empty();
  }
}
