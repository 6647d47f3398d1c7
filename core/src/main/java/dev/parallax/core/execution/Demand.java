package dev.parallax.core.execution;

import dev.parallax.core.execution.Step.Vacancy;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What a retry asks of routing so that every constraint of the pattern still holds (X8): route the
 * request with the pattern's agents replaced by {@link #agents}, at {@link #attempt}, with the
 * retry's excluded agents.
 *
 * <p>With a distribution a slot is filled from the region where it was (R14), one demand a region.
 * Else all vacancies are one demand, for one region by the strategy (R12), which may be another
 * than that of the answers that stand.
 *
 * @param agents one for each vacancy
 * @param vacancies at least one, by slot
 */
public record Demand(Pattern.Agents agents, List<Vacancy> vacancies) {
  /** Copies the list. */
  public Demand {
    vacancies = List.copyOf(vacancies);
  }

  /**
   * The demands of a retry.
   *
   * @param agents of the pattern; those of {@link Pattern.Agents#any} for a request without one
   */
  public static List<Demand> of(Pattern.Agents agents, Step.Retry retry) {
    if (agents.distribution().isEmpty()) {
      return List.of(new Demand(fewer(agents, retry.vacancies().size()), retry.vacancies()));
    }
    var byRegion = new TreeMap<String, List<Vacancy>>();
    for (var vacancy : retry.vacancies()) {
      byRegion.computeIfAbsent(vacancy.region(), unused -> new ArrayList<>()).add(vacancy);
    }
    var demands = new ArrayList<Demand>();
    byRegion.forEach(
        (region, vacancies) ->
            demands.add(new Demand(from(agents, region, vacancies.size()), vacancies)));
    return demands;
  }

  /**
   * The same for as many agents as there are, at least one: where not every vacancy can be filled,
   * some are better than none.
   */
  public Demand orFewer() {
    return new Demand(
        new Pattern.Agents(
            agents.capabilities(),
            1,
            OptionalInt.of(vacancies.size()),
            agents.region(),
            agents.distribution().map(d -> new Pattern.Distribution(d.regions(), 1))),
        vacancies);
  }

  /** The attempt that seeds the choice of agents (R12): the highest of its vacancies. */
  public int attempt() {
    return vacancies.stream().mapToInt(Vacancy::attempt).max().orElseThrow();
  }

  /**
   * The agents that routing found, each for one of the vacancies.
   *
   * @param targets at most as many as vacancies
   */
  public List<Assignment> assignments(List<Target> targets) {
    var assignments = new ArrayList<Assignment>();
    for (var target : targets) {
      var vacancy = vacancies.get(assignments.size());
      assignments.add(new Assignment(vacancy.slot(), target.agentId(), target.region()));
    }
    return assignments;
  }

  private static Pattern.Agents fewer(Pattern.Agents agents, int count) {
    return new Pattern.Agents(
        agents.capabilities(), count, OptionalInt.empty(), agents.region(), Optional.empty());
  }

  private static Pattern.Agents from(Pattern.Agents agents, String region, int count) {
    return new Pattern.Agents(
        agents.capabilities(),
        count,
        OptionalInt.empty(),
        agents.region(),
        Optional.of(new Pattern.Distribution(List.of(region), count)));
  }
}
