package dev.parallax.router;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each region with a control plane of its own was heard last, by this process's clock. One
 * whose last word is older than {@code silentMs} cannot be reached (F8): what is forwarded to it
 * would not arrive either.
 *
 * <p>The first word that a process reads may be an old one, left in the topic: it counts only if it
 * was written lately by the clock of whoever wrote it. Every other one has just come.
 */
final class HeardRegions {
  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
  private final Map<String, Long> lastWrittenAt = new ConcurrentHashMap<>();
  private final long silentMs;

  HeardRegions(long silentMs) {
    this.silentMs = silentMs;
  }

  void from(String region, long writtenAt, long now) {
    var last = lastWrittenAt.put(region, writtenAt);
    if (last == null ? Math.abs(now - writtenAt) < silentMs : last != writtenAt) {
      heardAt.put(region, now);
    }
  }

  /** Those that cannot be reached. */
  Set<String> silent(Collection<String> regions, long now) {
    var silent = new HashSet<String>();
    for (var region : regions) {
      var heard = heardAt.get(region);
      if (heard == null || now - heard >= silentMs) {
        silent.add(region);
      }
    }
    return silent;
  }
}
