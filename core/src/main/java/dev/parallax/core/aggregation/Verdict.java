package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What answers came to: a value, or the reason why there is none.
 *
 * @param value the one value; absent if there is none
 * @param confidence of the value, 0..1; absent without one
 * @param agreement share that agrees, 0..1: with the value, or without one with what most agree on;
 *     absent if nobody voted, and for <i>first</i> and <i>merge</i>, which ask for no agreement
 * @param votes how every region voted, by region
 * @param agents whose answers made the value, sorted; empty without one
 * @param reason why there is no value; absent if there is one
 */
public record Verdict(
    Optional<Json> value,
    OptionalDouble confidence,
    OptionalDouble agreement,
    SortedMap<String, RegionVotes> votes,
    List<String> agents,
    Optional<String> reason) {

  /**
   * @throws IllegalArgumentException unless there is either a value with confidence or a reason
   */
  public Verdict {
    votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
    agents = List.copyOf(agents);
    if (value.isPresent() == reason.isPresent() || value.isPresent() != confidence.isPresent()) {
      throw new IllegalArgumentException("a verdict is a value with confidence, or a reason");
    }
  }

  static Verdict won(
      Json value,
      BigDecimal confidence,
      List<String> agents,
      SortedMap<String, RegionVotes> votes) {
    return new Verdict(
        Optional.of(value),
        OptionalDouble.of(confidence.doubleValue()),
        OptionalDouble.empty(),
        votes,
        agents,
        Optional.empty());
  }

  static Verdict none(String reason, SortedMap<String, RegionVotes> votes) {
    return new Verdict(
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        votes,
        List.of(),
        Optional.of(reason));
  }

  Verdict agreedBy(Share agreement) {
    return new Verdict(
        value, confidence, OptionalDouble.of(agreement.asDouble()), votes, agents, reason);
  }
}
