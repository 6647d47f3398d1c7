package dev.parallax.core.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agents of one region.
 *
 * @param connected agents connected, draining ones included
 * @param byCapability how many of them offer each capability; one that nobody offers is absent
 */
public record AgentCounts(int connected, SortedMap<String, Integer> byCapability) {
  /** No agents. */
  public static final AgentCounts NONE = new AgentCounts(0, Collections.emptySortedMap());

  /** Copies the map. */
  public AgentCounts {
    byCapability = Collections.unmodifiableSortedMap(new TreeMap<>(byCapability));
  }
}
