package dev.parallax.core.aggregation;

import dev.parallax.core.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one region voted.
 *
 * @param agentsByValue canonical text of a value to the agents that gave it, both sorted; empty if
 *     the region was silent
 * @param agreed the region's own vote, by its inner consensus (X5); absent if it has none or none
 *     is asked for
 */
public record RegionVotes(SortedMap<String, List<String>> agentsByValue, Optional<Json> agreed) {
  /** Copies the map. */
  public RegionVotes {
    agentsByValue = Collections.unmodifiableSortedMap(new TreeMap<>(agentsByValue));
  }

  /** Whether no agent of it answered. */
  public boolean isSilent() {
    return agentsByValue.isEmpty();
  }

  /** The votes of every region of a ballot, by region. */
  static SortedMap<String, RegionVotes> of(Ballot ballot) {
    var votes = new TreeMap<String, RegionVotes>();
    ballot.regions().forEach(region -> votes.put(region, of(ballot.of(region), Optional.empty())));
    return votes;
  }

  /**
   * @param votes of one region, by agent id
   */
  static RegionVotes of(List<Vote> votes, Optional<Json> agreed) {
    var agents = new TreeMap<String, List<String>>();
    for (var vote : votes) {
      agents
          .computeIfAbsent(vote.value().canonical(), unused -> new ArrayList<>())
          .add(vote.agentId());
    }
    agents.replaceAll((value, ids) -> List.copyOf(ids));
    return new RegionVotes(agents, agreed);
  }
}
