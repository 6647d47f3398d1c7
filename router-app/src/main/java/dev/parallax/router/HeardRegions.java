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
 * <p>At its start a process reads old words, left in the topic, one right after the other. So a
 * word counts only if it was written lately by the clock of whoever wrote it, or, as clocks may be
 * apart, if it did not come much sooner after the one before than it was written after it.
 */
final class HeardRegions {
  private final Map<String, Word> last = new ConcurrentHashMap<>();
  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
  private final long silentMs;

  /** When a word was written, by its writer's clock, and when it came. */
  private record Word(long writtenAt, long cameAt) {
    boolean isAsFarAfter(Word before) {
      return writtenAt != before.writtenAt
          && 2 * (cameAt - before.cameAt) >= writtenAt - before.writtenAt;
    }
  }

  HeardRegions(long silentMs) {
    this.silentMs = silentMs;
  }

  void from(String region, long writtenAt, long now) {
    var word = new Word(writtenAt, now);
    var before = last.put(region, word);
    boolean isNew = before == null || writtenAt != before.writtenAt;
    if (isNew
        && (Math.abs(now - writtenAt) < silentMs
            || (before != null && word.isAsFarAfter(before)))) {
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
