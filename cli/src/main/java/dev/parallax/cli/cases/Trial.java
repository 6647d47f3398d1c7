package dev.parallax.cli.cases;

import dev.parallax.cli.cases.Verdict.Mismatch;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.runtime.input.ParsedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Judges one case, decision by decision: many executions take no more memory than one. */
final class Trial {
  /** Fixed, so that a case holds tomorrow as it does today. */
  private static final long NOW = 0;

  private final RoutingCase tested;
  private final Expectation expected;
  private final Map<String, Integer> executions = new TreeMap<>();
  private int decided;
  private int moves;

  Trial(RoutingCase tested) {
    this.tested = tested;
    this.expected = tested.expectation();
  }

  Verdict judge() {
    var request = tested.router().read(tested.request().json(), NOW);
    var before = tested.before().map(router -> router.read(tested.request().json(), NOW));
    Decision last;
    do {
      decided++;
      last = decide(tested.router(), request);
      var mismatch = each(last);
      if (mismatch.isEmpty() && expected.moved().isPresent()) {
        mismatch = moved(decide(tested.before().orElseThrow(), before.orElseThrow()), last);
      }
      if (mismatch.isPresent()) {
        return failed(mismatch.get(), last);
      }
    } while (decided < tested.repeat().orElse(1));
    var mismatch = together();
    return mismatch.isPresent()
        ? failed(mismatch.get(), last)
        : new Verdict(tested, Optional.empty());
  }

  private Decision decide(DryRouter router, ParsedRequest read) {
    return read instanceof ParsedRequest.Accepted accepted
        ? router.decide(under(accepted.request()), NOW)
        : router.decide(read, NOW);
  }

  private Request under(Request request) {
    return tested.repeat().isEmpty()
        ? request
        : new Request(
            request.executionId() + "-" + decided,
            request.pattern(),
            request.patternVersion(),
            request.capabilities(),
            request.input(),
            request.origin(),
            request.priority(),
            request.metadata(),
            request.attempt(),
            request.excludedAgents());
  }

  /** What is wrong with this decision alone. */
  private Optional<String> each(Decision decision) {
    var agents = agents(decision);
    agents.keySet().forEach(region -> executions.merge(region, 1, Integer::sum));
    if (expected.result().isPresent() && !isExpected(decision, agents)) {
      return Optional.of(which(decision) + result(decision));
    }
    return unexplained(decision).map(said -> which(decision) + "not explained by \"" + said + "\"");
  }

  /**
   * A text that the explanation lacks. One is not made for nothing: it costs more than deciding.
   */
  private Optional<String> unexplained(Decision decision) {
    if (expected.explains().isEmpty()) {
      return Optional.empty();
    }
    var text = text(decision);
    return expected.explains().stream().filter(said -> !text.contains(said)).findFirst();
  }

  private boolean isExpected(Decision decision, Map<String, Integer> agents) {
    var result = expected.result().orElseThrow();
    if (result instanceof Expectation.Region region) {
      return agents.size() == 1 && agents.containsKey(region.id());
    }
    if (result instanceof Expectation.Regions regions) {
      return agents.equals(regions.agents());
    }
    return decision instanceof Unroutable refused
        && refused.reason() == ((Expectation.Refused) result).reason();
  }

  /** What is wrong with where this execution goes, by where it went before. */
  private Optional<String> moved(Decision before, Decision now) {
    var left = agents(before);
    var entered = agents(now);
    if (left.equals(entered)) {
      return Optional.empty();
    }
    moves++;
    var moved = expected.moved().orElseThrow();
    boolean allowed =
        (moved.from().isEmpty() || moved.from().containsAll(left.keySet()))
            && (moved.to().isEmpty() || moved.to().containsAll(entered.keySet()));
    return allowed
        ? Optional.empty()
        : Optional.of(which(now) + "moved from " + result(before) + " to " + result(now));
  }

  /** What is wrong with all decisions together. */
  private Optional<String> together() {
    if (expected.moved().isPresent() && moves == 0) {
      return Optional.of("none of " + decided + " executions moved");
    }
    return expected
        .share()
        .filter(share -> !isMet(share))
        .map(share -> "share " + shares() + " of " + decided + " executions");
  }

  private boolean isMet(Expectation.Share share) {
    return share.byRegion().entrySet().stream()
        .allMatch(part -> Math.abs(shareOf(part.getKey()) - part.getValue()) <= share.within());
  }

  private double shareOf(String region) {
    return (double) executions.getOrDefault(region, 0) / decided;
  }

  private Map<String, Double> shares() {
    var shares = new TreeMap<String, Double>();
    executions.keySet().forEach(id -> shares.put(id, Math.rint(shareOf(id) * 10_000) / 10_000));
    return shares;
  }

  private Verdict failed(String actual, Decision decision) {
    return new Verdict(
        tested, Optional.of(new Mismatch(expected.text(), actual, decision.explanation().text())));
  }

  /** Which of several it is about. */
  private String which(Decision decision) {
    return tested.repeat().isEmpty() ? "" : decision.explanation().executionId() + ": ";
  }

  private static String result(Decision decision) {
    if (decision instanceof Unroutable refused) {
      return "unroutable " + refused.reason() + " (" + refused.message() + ")";
    }
    var agents = agents(decision);
    return agents.size() == 1 ? "region " + agents.keySet().iterator().next() : "regions " + agents;
  }

  /** Agents by region; empty if unroutable. */
  private static Map<String, Integer> agents(Decision decision) {
    var agents = new TreeMap<String, Integer>();
    if (decision instanceof Routed routed) {
      routed.targets().forEach(target -> agents.merge(target.region(), 1, Integer::sum));
    }
    return agents;
  }

  private static String text(Decision decision) {
    var refusal =
        decision instanceof Unroutable refused ? refused.reason() + ": " + refused.message() : "";
    return refusal + "\n" + decision.explanation().text();
  }
}
