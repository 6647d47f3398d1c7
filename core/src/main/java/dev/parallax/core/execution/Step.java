package dev.parallax.core.execution;

import java.util.List;
import java.util.SortedSet;

/** What an event does to an execution. */
public sealed interface Step {

  /** It goes on, in this state. */
  record Waiting(Execution next) implements Step {}

  /**
   * Slots have failed and other agents shall be asked in their place (X8). Whoever routes answers
   * at once by {@link #answered}; this state is not to be stored.
   *
   * @param next the state as it is until then
   * @param vacancies the slots to fill, at least one; they may be of different attempts
   * @param excludedAgents everybody who was asked before, whether they failed or not: one agent has
   *     one slot (R12)
   * @param now when, ms since the epoch
   */
  record Retry(Execution next, List<Vacancy> vacancies, SortedSet<String> excludedAgents, long now)
      implements Step {
    /** Copies the list. */
    public Retry {
      vacancies = List.copyOf(vacancies);
    }

    /**
     * The agents that were found. A slot without one has failed for good.
     *
     * @param found of some, all or none of the vacancies
     * @param whyNotAll why the others stay empty, for people; not looked at if none does
     * @return {@link Waiting} or {@link Finished}
     * @throws IllegalArgumentException if an agent is excluded, found twice, or for no vacancy
     */
    public Step answered(List<Assignment> found, String whyNotAll) {
      return new Replacement(this).by(found, whyNotAll);
    }
  }

  /**
   * A slot to fill.
   *
   * @param slot from 0
   * @param attempt the attempt that it would be, from 2
   * @param region where the agent was that failed
   */
  record Vacancy(int slot, int attempt, String region) {}

  /** It is over. Agents of slots that are still open in {@code last} work for nothing (X10). */
  record Finished(Execution last, Outcome outcome) implements Step {}

  /** The event does not count, and nothing changes. */
  record Ignored(Cause cause) implements Step {}

  /** Why an event does not count. */
  enum Cause {
    /** No such slot or attempt, or the agent that answers is not the one that was asked (X12). */
    NOT_ASKED,
    /** The attempt has its answer already: the same one again counts once (X2). */
    DUPLICATE,
    /** An answer of an attempt that was replaced (X8). */
    REPLACED,
    /** An answer of an attempt that had failed before by time, disconnection or region (X8). */
    LATE,
    /** The execution has its outcome. */
    ENDED,
    /** Nothing of the execution is concerned. */
    UNCONCERNED
  }
}
