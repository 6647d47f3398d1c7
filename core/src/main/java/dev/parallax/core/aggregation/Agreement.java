package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When two answers agree (X4).
 *
 * <p>What is compared is the whole value, or of an object the values at {@link #fields} only; an
 * answer in which none of these stands is compared whole. Two answers agree if everything compared
 * is equal, where with a tolerance two numbers are equal also if both lie within it of the median
 * of all numbers that were given at that place. The median of an even number of them is the mean of
 * the middle two.
 *
 * <p>What a camp agrees on is the value of its smallest agent id; with a tolerance and without
 * fields, numbers near the median agree on the median.
 *
 * @param tolerance how far a number may be from the median, inclusive, 0 or more; absent means that
 *     numbers must be equal
 * @param fields paths of keys, {@code a.b}; empty means the whole value
 */
record Agreement(Optional<BigDecimal> tolerance, List<String> fields) {
  /** Values are compared whole and exactly. */
  static final Agreement EXACT = new Agreement(Optional.empty(), List.of());

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  Agreement {
    fields = List.copyOf(fields);
  }

  /**
   * The votes by what they agree on; the largest camp first, of several that of the smallest id.
   */
  List<Camp> camps(Collection<Vote> votes) {
    var sorted = votes.stream().sorted(Vote.BY_AGENT).toList();
    var medians = medians(sorted);
    var camps = new LinkedHashMap<List<Object>, List<Vote>>();
    for (var vote : sorted) {
      camps.computeIfAbsent(seen(vote.value(), medians), unused -> new ArrayList<>()).add(vote);
    }
    // Stable: of equal sizes the one that was met first, which has the smallest agent id.
    return camps.entrySet().stream()
        .map(camp -> new Camp(value(camp.getKey(), camp.getValue(), medians), camp.getValue()))
        .sorted(Comparator.comparingInt(Camp::size).reversed())
        .toList();
  }

  private Json value(List<Object> seen, List<Vote> votes, List<Optional<BigDecimal>> medians) {
    return fields.isEmpty() && seen.get(0) instanceof Near
        ? new Json.Num(medians.get(0).orElseThrow())
        : votes.get(0).value();
  }

  /** What is compared of a value: equal lists agree. */
  private List<Object> seen(Json value, List<Optional<BigDecimal>> medians) {
    var places = places(value);
    if (places.stream().allMatch(Optional::isEmpty)) {
      return List.of(value);
    }
    var seen = new ArrayList<Object>();
    for (int i = 0; i < places.size(); i++) {
      seen.add(seen(places.get(i), medians.get(i)));
    }
    return seen;
  }

  private Object seen(Optional<Json> place, Optional<BigDecimal> median) {
    if (tolerance.isPresent() && place.orElse(null) instanceof Json.Num num) {
      var distance = num.number().subtract(median.orElseThrow()).abs();
      return distance.compareTo(tolerance.get()) <= 0 ? new Near() : place;
    }
    return place;
  }

  private List<Optional<Json>> places(Json value) {
    return fields.isEmpty()
        ? List.of(Optional.of(value))
        : fields.stream().map(path -> at(value, path)).toList();
  }

  /** A path into anything but an object leads to nothing, as in R8. */
  private static Optional<Json> at(Json value, String path) {
    var here = value;
    for (var key : path.split("\\.", -1)) {
      here = here instanceof Json.Members object ? object.members().get(key) : null;
    }
    return Optional.ofNullable(here);
  }

  /** The median of the numbers at every place; absent where there is none. */
  private List<Optional<BigDecimal>> medians(List<Vote> votes) {
    var places = votes.stream().map(vote -> places(vote.value())).toList();
    return IntStream.range(0, Math.max(1, fields.size()))
        .mapToObj(i -> median(places.stream().map(of -> of.get(i).orElse(null))))
        .toList();
  }

  private static Optional<BigDecimal> median(Stream<Json> values) {
    var numbers =
        values
            .map(value -> value instanceof Json.Num num ? num.number() : null)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    var upper = numbers.get(numbers.size() / 2);
    return Optional.of(
        numbers.size() % 2 == 1
            ? upper
            : numbers.get(numbers.size() / 2 - 1).add(upper).divide(TWO));
  }

  /** A number near enough to the median, whichever it is. */
  private record Near() {}
}
