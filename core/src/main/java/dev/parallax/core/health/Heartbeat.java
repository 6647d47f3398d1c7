package dev.parallax.core.health;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An agent's sign of life (H6).
 *
 * @param agentId identity of the agent, unique over all regions
 * @param incarnation differs between two starts of it
 * @param partition partition of the region's executions topic that it reads, &gt;= 0
 * @param region region id where it runs
 * @param capabilities what it can do
 * @param presence what it says of itself; DISCONNECTED = it leaves
 * @param load share of its capacity in use, &gt;= 0; 1 and above is full (R4)
 * @param maxConcurrency tasks it works on at once, &gt;= 1
 * @param inFlight tasks it is working on now, &gt;= 0
 * @param version version of its software; absent if it does not say
 * @param sentAt when it sent this, by its own clock
 */
public record Heartbeat(
    String agentId,
    String incarnation,
    int partition,
    String region,
    SortedSet<String> capabilities,
    Presence presence,
    double load,
    int maxConcurrency,
    int inFlight,
    Optional<String> version,
    long sentAt) {

  /** Longest id, incarnation, version and capability, in characters. */
  public static final int MAX_TEXT = 200;

  /** Most capabilities of one agent. */
  public static final int MAX_CAPABILITIES = 200;

  /** Copies the set. */
  public Heartbeat {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  /** What is wrong with it, for people; absent if nothing is. */
  public Optional<String> fault() {
    if (agentId.isBlank() || incarnation.isBlank()) {
      return Optional.of("agentId and incarnation must not be blank");
    }
    if (oversize()) {
      return Optional.of(
          "agentId, incarnation, version and each capability may have %d characters, and an agent %d capabilities"
              .formatted(MAX_TEXT, MAX_CAPABILITIES));
    }
    if (partition < 0) {
      return Optional.of("partition " + partition + " is negative");
    }
    if (!(load >= 0)) {
      return Optional.of("load " + load + " is not a share from 0 to 1");
    }
    if (maxConcurrency < 1 || inFlight < 0) {
      return Optional.of(
          "maxConcurrency %d must be at least 1 and inFlight %d at least 0"
              .formatted(maxConcurrency, inFlight));
    }
    return Optional.empty();
  }

  /** What is told of an agent repeats all of these, and must fit into a record wherever it goes. */
  private boolean oversize() {
    return agentId.length() > MAX_TEXT
        || incarnation.length() > MAX_TEXT
        || version.filter(v -> v.length() > MAX_TEXT).isPresent()
        || capabilities.size() > MAX_CAPABILITIES
        || capabilities.stream().anyMatch(c -> c.length() > MAX_TEXT);
  }

  /** What tells this agent from others of its id: one incarnation runs in one region. */
  String registration() {
    return incarnation + "@" + region;
  }
}
