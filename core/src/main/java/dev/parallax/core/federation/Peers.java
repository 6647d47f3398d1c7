package dev.parallax.core.federation;

import dev.parallax.core.health.AgentCounts;
import dev.parallax.core.health.Ailment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the other regions told last. It counts while it is fresh, by the time of its receipt here: a
 * region that cannot be heard has no agents to send work to, and nothing that it said of itself is
 * known to hold. For one thread.
 */
final class Peers {
  private record Heard(Summary summary, long at) {}

  private final long freshMs;
  private final Map<String, Heard> heard = new HashMap<>();
  private long now;

  /**
   * @param freshMs for how long a summary counts, in ms
   */
  Peers(long freshMs, long now) {
    this.freshMs = freshMs;
    this.now = now;
  }

  void hear(Summary summary, long at) {
    heard.put(summary.region(), new Heard(summary, at));
    now = at;
  }

  /** From now on freshness is that of this time. */
  void advance(long later) {
    now = later;
  }

  Optional<Summary> fresh(String region) {
    return Optional.ofNullable(heard.get(region))
        .filter(last -> now - last.at() < freshMs)
        .map(Heard::summary);
  }

  AgentCounts agents(String region) {
    return fresh(region).map(Summary::agents).orElse(AgentCounts.NONE);
  }

  Optional<Ailment> ailment(String region) {
    return fresh(region).flatMap(Summary::ailment);
  }

  /** Ids of the commands of that region that may be obeyed. */
  Set<String> pending(String region) {
    return fresh(region).map(summary -> Set.copyOf(summary.pending())).orElse(Set.of());
  }
}
