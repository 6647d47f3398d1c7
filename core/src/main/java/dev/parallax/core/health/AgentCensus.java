package dev.parallax.core.health;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The connected agents of every region, counted. Kept agent by agent; a change costs as much as
 * that agent has capabilities. For one thread at a time.
 */
public final class AgentCensus {

  /**
   * Capabilities counted in one region's report: the ones that most agents offer. A fleet whose
   * agents each invent names must not make a region's state too large to be written.
   */
  public static final int MAX_CAPABILITIES = 1_000;

  private final Map<String, Member> members = new HashMap<>();
  private final Map<String, Tally> regions = new HashMap<>();

  private record Member(String region, Set<String> capabilities) {}

  private static final class Tally {
    private final Map<String, Integer> byCapability = new HashMap<>();
    private int connected;
  }

  /** An agent is connected, or was and has moved or changed. */
  public void put(String agentId, String region, Collection<String> capabilities) {
    var member = new Member(region, Set.copyOf(capabilities));
    var before = members.put(agentId, member);
    if (member.equals(before)) {
      return;
    }
    if (before != null) {
      count(before, -1);
    }
    count(member, 1);
  }

  /** An agent is gone. Does nothing if it was not there. */
  public void remove(String agentId) {
    var before = members.remove(agentId);
    if (before != null) {
      count(before, -1);
    }
  }

  private void count(Member member, int by) {
    var tally = regions.computeIfAbsent(member.region(), any -> new Tally());
    tally.connected += by;
    for (var capability : member.capabilities()) {
      tally.byCapability.merge(capability, by, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** The agents of a region now; at most {@value #MAX_CAPABILITIES} capabilities are named. */
  public AgentCounts of(String region) {
    var tally = regions.get(region);
    return tally == null
        ? AgentCounts.NONE
        : new AgentCounts(tally.connected, commonest(tally.byCapability));
  }

  private static SortedMap<String, Integer> commonest(Map<String, Integer> byCapability) {
    if (byCapability.size() <= MAX_CAPABILITIES) {
      return new TreeMap<>(byCapability);
    }
    var kept = new TreeMap<String, Integer>();
    byCapability.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(MAX_CAPABILITIES)
        .forEach(e -> kept.put(e.getKey(), e.getValue()));
    return kept;
  }
}
