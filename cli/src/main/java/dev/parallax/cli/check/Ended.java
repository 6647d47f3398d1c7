package dev.parallax.cli.check;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.UnroutableRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an execution ended.
 *
 * @param at the record
 * @param writtenAt when it was written, ms since the epoch
 * @param how status of the outcome, or {@code UNROUTABLE} with its reason
 * @param outcome what it says besides; absent of an unroutable request
 */
record Ended(Place at, long writtenAt, String how, Optional<Outcome> outcome) {
  private static final String UNROUTABLE = "UNROUTABLE ";

  /**
   * What an outcome says.
   *
   * @param attempts of the slot with the most
   * @param regions that were asked, sorted
   * @param agents whose answers count
   * @param votes by region
   * @param told each agent's part, if it is told
   * @param valued whether there is a value in it
   * @param completed whether it is COMPLETED
   */
  record Outcome(
      int attempts,
      List<String> regions,
      List<String> agents,
      Map<String, Integer> votes,
      List<Replied> told,
      boolean valued,
      boolean completed) {}

  static Ended of(Place at, long writtenAt, ExecutionOutcome outcome) {
    return new Ended(
        at, writtenAt, outcome.getStatus().toString(), Optional.of(outcome(at, outcome)));
  }

  private static Outcome outcome(Place at, ExecutionOutcome outcome) {
    var votes = new TreeMap<String, Integer>();
    outcome
        .getVotesByRegion()
        .forEach(
            (region, counts) ->
                votes.put(region, counts.values().stream().mapToInt(Integer::intValue).sum()));
    var told =
        outcome.getAnswers() == null
            ? List.<Replied>of()
            : outcome.getAnswers().stream()
                .map(
                    answer ->
                        new Replied(
                            at,
                            answer.getSlot(),
                            answer.getAttempt(),
                            answer.getAgentId(),
                            answer.getValue() != null))
                .toList();
    return new Outcome(
        outcome.getAttempts(),
        outcome.getRegions(),
        outcome.getAgents(),
        votes,
        told,
        outcome.getValue() != null,
        outcome.getStatus() == ExecutionStatus.COMPLETED);
  }

  static Ended of(Place at, long writtenAt, UnroutableRequest record) {
    return new Ended(at, writtenAt, UNROUTABLE + record.getReason(), Optional.empty());
  }

  boolean isUnroutable() {
    return outcome.isEmpty();
  }

  /** Whether it says the same, wherever it is. */
  boolean isSame(Ended other) {
    return how.equals(other.how()) && says().equals(other.says());
  }

  private Optional<List<Object>> says() {
    return outcome.map(
        said ->
            List.of(said.attempts(), said.regions(), said.agents(), said.votes(), said.valued()));
  }
}
