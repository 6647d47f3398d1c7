package dev.parallax.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Reason;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Unroutable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a case expects of each of its decisions, and of all of them together.
 *
 * @param agents by region; absent if not asked
 * @param region of all agents; absent if not asked
 * @param unroutable the reason; absent if not asked
 * @param explains texts that must stand in the explanation
 * @param shares of the executions by region; empty if not asked
 * @param tolerance of the shares
 * @param moved what may differ from the file's own fleet and configuration; absent if not asked
 */
record Expectation(
    Optional<Map<String, Integer>> agents,
    Optional<String> region,
    Optional<Reason> unroutable,
    List<String> explains,
    Map<String, Double> shares,
    double tolerance,
    Optional<Moved> moved) {

  static Expectation read(Object document) {
    return Keys.read("expect", document, Expectation::expectation);
  }

  private static Expectation expectation(Keys keys) {
    var counts = new HashMap<String, Integer>();
    keys.numbers("regions").forEach((region, count) -> counts.put(region, count.intValue()));
    var expectation =
        new Expectation(
            counts.isEmpty() ? Optional.empty() : Optional.of(counts),
            keys.text("region"),
            keys.text("unroutable").map(Reason::valueOf),
            keys.texts("explains"),
            keys.numbers("share"),
            keys.number("within").orElse(0.02),
            keys.find("moved").map(found -> Keys.read("moved", found, Moved::read)));
    if (expectation.isEmpty()) {
      throw new IllegalArgumentException("a case must expect something");
    }
    return expectation;
  }

  private boolean isEmpty() {
    return agents.isEmpty()
        && region.isEmpty()
        && unroutable.isEmpty()
        && explains.isEmpty()
        && shares.isEmpty()
        && moved.isEmpty();
  }

  /** Fails with the explanation if one of the decisions is another. */
  void check(List<Decision> decisions) {
    decisions.forEach(this::check);
    if (!shares.isEmpty()) {
      var actual = shares(decisions);
      shares.forEach(
          (id, share) ->
              assertThat(actual.getOrDefault(id, 0.0)).as(id).isCloseTo(share, offset(tolerance)));
    }
  }

  private void check(Decision decision) {
    var text = text(decision);
    unroutable.ifPresent(
        reason ->
            assertThat(decision)
                .as(text)
                .isInstanceOfSatisfying(
                    Unroutable.class, refused -> assertThat(refused.reason()).isEqualTo(reason)));
    region.ifPresent(id -> assertThat(counts(decision)).as(text).containsOnlyKeys(id));
    agents.ifPresent(counts -> assertThat(counts(decision)).as(text).isEqualTo(counts));
    explains.forEach(said -> assertThat(text).contains(said));
  }

  /** Agents by region; empty if unroutable. */
  static Map<String, Integer> counts(Decision decision) {
    var counts = new HashMap<String, Integer>();
    if (decision instanceof Routed routed) {
      routed.targets().forEach(target -> counts.merge(target.region(), 1, Integer::sum));
    }
    return counts;
  }

  private static Map<String, Double> shares(List<Decision> decisions) {
    var shares = new HashMap<String, Double>();
    for (var decision : decisions) {
      for (var id : counts(decision).keySet()) {
        shares.merge(id, 1.0 / decisions.size(), Double::sum);
      }
    }
    return shares;
  }

  private static String text(Decision decision) {
    var refusal =
        decision instanceof Unroutable refused ? refused.reason() + ": " + refused.message() : "";
    return refusal + "\n" + decision.explanation().text();
  }

  /**
   * Executions whose regions differ from those without the case's own fleet and configuration.
   *
   * @param from regions that they may have left; empty means any
   * @param to regions that they may have gone to; empty means any
   */
  record Moved(List<String> from, List<String> to) {
    private static Moved read(Keys keys) {
      return new Moved(keys.texts("from"), keys.texts("to"));
    }

    /** Fails if another one moved, or if none did. */
    void check(List<Decision> before, List<Decision> after) {
      int moves = 0;
      for (int i = 0; i < before.size(); i++) {
        var left = counts(before.get(i));
        var entered = counts(after.get(i));
        if (!left.equals(entered)) {
          moves++;
          assertThat(from.isEmpty() || from.containsAll(left.keySet())).as(left + "").isTrue();
          assertThat(to.isEmpty() || to.containsAll(entered.keySet())).as(entered + "").isTrue();
        }
      }
      assertThat(moves).as("executions that moved").isPositive();
    }
  }
}
