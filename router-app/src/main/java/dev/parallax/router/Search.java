package dev.parallax.router;

import dev.parallax.core.execution.Assignment;
import dev.parallax.core.execution.Demand;
import dev.parallax.core.execution.Step;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Target;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.router.state.ExecutionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** One retry's search for agents, and what it has found so far. */
final class Search {
  /** Not looked at by routing: the execution has its own. */
  private static final Pattern.Execution UNUSED =
      new Pattern.Execution(
          "parallel", Optional.empty(), true, OptionalInt.empty(), OptionalInt.empty());

  private final ExecutionRow row;
  private final Step.Retry retry;
  private final Request first;
  private final FleetView view;
  private final Federation federation;
  private final TreeSet<String> excluded;
  private final List<Routed> routed = new ArrayList<>();
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<String> obstacles = new ArrayList<>();

  /**
   * @param first the request as it was
   */
  Search(ExecutionRow row, Step.Retry retry, Request first, FleetView view, Federation federation) {
    this.row = row;
    this.retry = retry;
    this.first = first;
    this.view = view;
    this.federation = federation;
    this.excluded = new TreeSet<>(retry.excludedAgents());
  }

  /** A view that has the pattern as it was when the execution began, asking for these agents. */
  static FleetView withPattern(ExecutionRow row, Pattern.Agents agents, FleetView view) {
    return new FleetView(fleet(row, agents, view.fleet()), view.offsets());
  }

  Decision decide(Router router, Demand demand) {
    var request =
        new Request(
            first.executionId(),
            first.pattern(),
            Optional.ofNullable(row.getPatternVersion()),
            first.capabilities(),
            first.input(),
            first.origin(),
            first.priority(),
            first.metadata(),
            demand.attempt(),
            excluded);
    return federation.withinBounds(
        router.decide(request, fleet(row, demand.agents(), reachable()), retry.now()));
  }

  /** Without the regions that sent back what was asked of them (P7). */
  private Fleet reachable() {
    var sentBack = retry.next().sentBackBy();
    return sentBack.isEmpty() ? view.fleet() : view.fleet().sentBackBy(sentBack);
  }

  /** Takes what was decided, and gives it the numbers of the demand's slots. */
  Decision take(Decision decision, Demand demand) {
    if (decision instanceof Unroutable refused) {
      obstacles.add(refused.reason() + ": " + refused.message());
      return refused;
    }
    var found = (Routed) decision;
    var targets = new ArrayList<Target>();
    for (var chosen : demand.assignments(found.targets())) {
      var partition = found.targets().get(targets.size()).partition();
      var assignment = federation.named(chosen, attempt(chosen.slot(), demand));
      targets.add(
          new Target(assignment.slot(), assignment.region(), assignment.agentId(), partition));
      excluded.add(assignment.agentId());
      assignments.add(assignment);
    }
    var numbered = new Routed(targets, found.explanation());
    routed.add(numbered);
    return numbered;
  }

  private static int attempt(int slot, Demand demand) {
    return demand.vacancies().stream()
        .filter(vacancy -> vacancy.slot() == slot)
        .mapToInt(Step.Vacancy::attempt)
        .findFirst()
        .orElseThrow();
  }

  ExecutionRow row() {
    return row;
  }

  Step.Retry retry() {
    return retry;
  }

  FleetView view() {
    return view;
  }

  List<Routed> routed() {
    return routed;
  }

  List<Assignment> assignments() {
    return assignments;
  }

  /** Why slots stay empty, for people; empty if none does. */
  String obstacles() {
    return obstacles.isEmpty() && assignments.size() < retry.vacancies().size()
        ? "no further agent may be chosen"
        : String.join("; ", obstacles);
  }

  private static Fleet fleet(ExecutionRow row, Pattern.Agents agents, Fleet fleet) {
    var pattern = row.getRules().getPattern();
    return pattern == null
        ? fleet
        : fleet.with(
            new Pattern(
                row.getPattern(),
                row.getPatternVersion(),
                agents,
                UNUSED,
                RulesRows.aggregation(pattern)));
  }
}
