package dev.parallax.core.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.aggregation.Aggregator;
import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of every execution, whatever happens to it. */
class ExecutionPropertyTest {
  private static final List<String> REGIONS = List.of("us", "eu", "ap");

  /**
   * Something that happens.
   *
   * @param which slot, agent or region is meant
   * @param later ms since what happened before
   */
  record Event(Kind kind, int which, int attempt, boolean good, int later) {}

  enum Kind {
    ANSWER,
    STRAY,
    DISCONNECTED,
    UNHEALTHY,
    TIME,
    CANCEL
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Kind.ANSWER)),
                Tuple.of(1, Arbitraries.just(Kind.STRAY)),
                Tuple.of(2, Arbitraries.just(Kind.DISCONNECTED)),
                Tuple.of(1, Arbitraries.just(Kind.UNHEALTHY)),
                Tuple.of(2, Arbitraries.just(Kind.TIME))),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, 4),
            Arbitraries.of(true, true, false),
            Arbitraries.integers().between(0, 6_000))
        .as(Event::new)
        .list()
        .ofMaxSize(25)
        .flatMap(
            events ->
                Arbitraries.of(true, false, false)
                    .map(cancel -> cancel ? plusCancel(events) : events));
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Combinators.combine(
            Arbitraries.of(
                Aggregator.first(0.5), Runs.plurality(), Runs.consensus(), Runs.acrossRegions()),
            Arbitraries.of(true, false),
            Arbitraries.of(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(2)),
            Arbitraries.integers().between(0, 3))
        .as(
            (aggregator, all, minResults, retries) ->
                new Rules(aggregator, all, minResults, 10_000, retries));
  }

  @Property
  void endsExactlyOnceAndByItsDeadline(
      @ForAll("rules") Rules rules, @ForAll("events") List<Event> events) {
    var run = new Run(rules);
    events.forEach(run::happen);
    run.untilDeadline();

    assertThat(run.outcomes).hasSize(1);
    assertThat(run.outcomes.get(0).completedAt()).isBetween(Runs.START, Runs.DEADLINE);
    run.everythingAgain();
    assertThat(run.outcomes).hasSize(1);
  }

  @Property
  void losesNoAcceptedAnswer(@ForAll("rules") Rules rules, @ForAll("events") List<Event> events) {
    var run = new Run(rules);
    events.forEach(run::happen);
    run.untilDeadline();

    var outcome = run.outcomes.get(0);
    var told = new HashMap<String, Json>();
    outcome
        .slots()
        .forEach(
            slot ->
                slot.current()
                    .answered()
                    .ifPresent(answer -> told.put(slot.current().agentId(), answer.value())));
    assertThat(told).isEqualTo(run.accepted);
    assertThat(
            outcome.votes().values().stream()
                .flatMap(region -> region.agentsByValue().values().stream())
                .flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(run.accepted.keySet());
    assertThat(run.accepted.keySet()).containsAll(outcome.agents());
  }

  @Property
  void asksNobodyTwiceAndNotMoreOftenThanItMay(
      @ForAll("rules") Rules rules, @ForAll("events") List<Event> events) {
    var run = new Run(rules);
    events.forEach(run::happen);
    run.untilDeadline();

    for (var retry : run.retries) {
      assertThat(retry.now()).isLessThan(Runs.DEADLINE);
      assertThat(retry.vacancies())
          .allSatisfy(vacancy -> assertThat(vacancy.attempt()).isBetween(2, rules.retries() + 1));
    }
    assertThat(run.outcomes.get(0).attempts()).isBetween(1, rules.retries() + 1);
  }

  @Property
  void aValueIsNeverOfTooFewAnswers(
      @ForAll("rules") Rules rules, @ForAll("events") List<Event> events) {
    var run = new Run(rules);
    events.forEach(run::happen);
    run.untilDeadline();

    var outcome = run.outcomes.get(0);
    assertThat(outcome.value().isPresent()).isEqualTo(outcome.status() == Status.COMPLETED);
    assertThat(outcome.reason().isPresent()).isNotEqualTo(outcome.value().isPresent());
    if (outcome.value().isPresent()) {
      assertThat(run.accepted.size()).isGreaterThanOrEqualTo(rules.needed(4));
    }
  }

  @Property
  void everybodyIsAwaitedIfAllShallBe(
      @ForAll("rules") Rules rules, @ForAll("events") List<Event> events) {
    var run = new Run(rules);
    events.forEach(run::happen);
    run.untilDeadline();

    boolean cancelled = run.outcomes.get(0).status() == Status.CANCELLED;
    if (!cancelled && rules.waitForAll() && !rules.aggregator().takesTheFirst()) {
      assertThat(run.outcomes.get(0).slots()).noneMatch(slot -> slot.current().isOpen());
    }
  }

  private static List<Event> plusCancel(List<Event> events) {
    var more = new ArrayList<>(events);
    more.add(new Event(Kind.CANCEL, 0, 1, true, 10));
    return more;
  }

  /** An execution with four slots, and a router that finds an agent for two of three vacancies. */
  private static final class Run {
    final List<Outcome> outcomes = new ArrayList<>();
    final List<Step.Retry> retries = new ArrayList<>();
    final Map<String, Json> accepted = new HashMap<>();
    private final List<Event> past = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private Execution now;
    private long time = Runs.START;
    private int vacancies;

    Run(Rules rules) {
      now = Runs.begin(rules, "us-0", "us-1", "eu-2", "ap-3");
      used.addAll(List.of("us-0", "us-1", "eu-2", "ap-3"));
    }

    void happen(Event event) {
      time = Math.min(Runs.DEADLINE, time + event.later());
      past.add(event);
      onTime();
      apply(step(event), event);
    }

    void untilDeadline() {
      while (now.nextDueAt().isPresent()) {
        time = Math.max(time, now.nextDueAt().getAsLong());
        assertThat(time).isLessThanOrEqualTo(Runs.DEADLINE);
        onTime();
      }
    }

    void everythingAgain() {
      List.copyOf(past).forEach(this::happen);
      time = Runs.DEADLINE + 1;
      onTime();
    }

    private void onTime() {
      apply(now.onTime(time), null);
    }

    private Step step(Event event) {
      var slot = now.slots().get(event.which() % now.slots().size());
      return switch (event.kind()) {
        case ANSWER -> now.onAnswer(answer(event, slot, slot.current().number()), time);
        case STRAY -> now.onAnswer(answer(event, slot, event.attempt()), time);
        case DISCONNECTED -> now.onDisconnected(slot.current().agentId(), time);
        case UNHEALTHY -> now.onUnhealthy(REGIONS.get(event.which() % REGIONS.size()), time);
        case TIME -> now.onTime(time);
        case CANCEL -> now.onCancel("cancelled", time);
      };
    }

    private static Answer answer(Event event, Slot slot, int attempt) {
      var agent = slot.current().agentId();
      return event.good()
          ? Answer.of(
              slot.number(),
              attempt,
              agent,
              new Json.Text(event.attempt() == 1 ? "rare" : "often"),
              event.later() % 2)
          : Answer.failed(slot.number(), attempt, agent, "busy");
    }

    private void apply(Step step, Event event) {
      if (step instanceof Step.Waiting waiting) {
        accept(waiting.next(), event);
      } else if (step instanceof Step.Finished finished) {
        accept(finished.last(), event);
        outcomes.add(finished.outcome());
      } else if (step instanceof Step.Retry retry) {
        retries.add(retry);
        assertThat(retry.excludedAgents()).isEqualTo(used);
        apply(retry.answered(found(retry), "no agent"), event);
      }
    }

    /** Answers that were open before and are accepted now. */
    private void accept(Execution next, Event event) {
      now = next;
      if (event != null) {
        next.slots().stream()
            .map(Slot::current)
            .filter(attempt -> attempt.answered().isPresent())
            .forEach(
                attempt ->
                    accepted.putIfAbsent(
                        attempt.agentId(), attempt.answered().orElseThrow().value()));
      }
    }

    private List<Assignment> found(Step.Retry retry) {
      var found = new ArrayList<Assignment>();
      for (var vacancy : retry.vacancies()) {
        if (++vacancies % 3 != 0) {
          var agent = vacancy.region() + "-" + used.size();
          found.add(new Assignment(vacancy.slot(), agent, vacancy.region()));
          used.add(agent);
        }
      }
      return found;
    }
  }
}
