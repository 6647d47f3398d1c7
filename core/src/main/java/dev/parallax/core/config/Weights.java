package dev.parallax.core.config;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads weights of regions (R10): none negative, not all zero (C3). */
final class Weights {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

  private Weights() {}

  /** {@code us-east-1: 50} a line. */
  static Optional<Map<String, Double>> plain(Cursor at, RegionNames names) {
    return read(at, names, Weights::weight);
  }

  /** {@code us-east-1: {weight: 50}} a line. */
  static Optional<Map<String, Double>> sections(Cursor at, RegionNames names) {
    return read(at, names, Weights::section);
  }

  /** One weight. */
  static Optional<Double> weight(Cursor at) {
    var weight = at.number();
    if (weight.isPresent() && weight.get().signum() < 0) {
      at.refuse("R10", "is negative: a weight is 0 or more");
      return Optional.empty();
    }
    if (weight.isPresent() && weight.get().compareTo(MOST) > 0) {
      at.refuse("R10", "is too much: a weight is at most " + MOST);
      return Optional.empty();
    }
    return weight.map(BigDecimal::doubleValue);
  }

  /** Refuses weights that are all 0, unless some could not be read. */
  static void refuseAllZero(Cursor at, Map<String, Double> weights, int given) {
    if (weights.size() == given && weights.values().stream().allMatch(weight -> weight == 0)) {
      at.refuse("R10", "gives no region a weight above 0: give at least one");
    }
  }

  /** As people write it: 50, not 50.0. */
  static Object print(Double weight) {
    return weight == Math.rint(weight) ? (Object) weight.longValue() : weight;
  }

  static Map<String, Object> print(Map<String, Double> weights) {
    var printed = new LinkedHashMap<String, Object>();
    weights.forEach((region, weight) -> printed.put(region, print(weight)));
    return printed;
  }

  private static Optional<Double> section(Cursor at) {
    return at.fields(List.of("weight"))
        .require("weight", "R10", "give the region a weight, 0 or more")
        .flatMap(Weights::weight);
  }

  private static Optional<Map<String, Double>> read(
      Cursor at, RegionNames names, Function<Cursor, Optional<Double>> reader) {
    var given = at.anyFields();
    var weights = new HashMap<String, Double>();
    given
        .byKey()
        .forEach(
            (region, place) -> {
              names.checkKey(place, region);
              reader.apply(place).ifPresent(weight -> weights.put(region, weight));
            });
    if (at.node() instanceof ConfigNode.Mapping) {
      refuseAllZero(at, weights, given.byKey().size());
    }
    return Optional.of(inOrder(weights, names));
  }

  /** In the order in which regions are defined, so that one meaning has one hash. */
  static Map<String, Double> inOrder(Map<String, Double> weights, RegionNames names) {
    var ordered = new LinkedHashMap<String, Double>();
    names.ids().stream()
        .filter(weights::containsKey)
        .forEach(id -> ordered.put(id, weights.get(id)));
    return ordered;
  }
}
