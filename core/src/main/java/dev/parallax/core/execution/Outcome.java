package dev.parallax.core.execution;

import dev.parallax.core.aggregation.RegionVotes;
import dev.parallax.core.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one end of an execution (X9).
 *
 * @param status how it ended
 * @param reason why, unless COMPLETED
 * @param value the value; present exactly if COMPLETED
 * @param confidence confidence of the value, 0..1; absent without one
 * @param agreement share of the votes that agree (X4), 0..1; absent if nobody voted or none is
 *     asked for
 * @param votes how every region voted, by region
 * @param regions the regions that were asked in any attempt, sorted
 * @param agents the agents whose answers made the value, sorted
 * @param attempts attempts that were made for the slot with the most, from 1
 * @param startedAt append time of the request, ms since the epoch
 * @param completedAt when it ended, ms since the epoch, never before {@code startedAt}
 * @param slots what everybody who was asked did, and when
 */
public record Outcome(
    Status status,
    Optional<String> reason,
    Optional<Json> value,
    OptionalDouble confidence,
    OptionalDouble agreement,
    SortedMap<String, RegionVotes> votes,
    List<String> regions,
    List<String> agents,
    int attempts,
    long startedAt,
    long completedAt,
    List<Slot> slots) {
  /** Copies what could change. */
  public Outcome {
    votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
    regions = List.copyOf(regions);
    agents = List.copyOf(agents);
    slots = List.copyOf(slots);
  }

  /** How long it took, ms, at least 0. */
  public long durationMs() {
    return completedAt - startedAt;
  }
}
