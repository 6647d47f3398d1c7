package dev.parallax.router;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When words of each region were heard last, by this process's clock. One whose last word is older
 * than {@code silentMs} is silent: if the words are those of its own control plane, it cannot be
 * reached (F8), and what is forwarded to it would not arrive either.
 *
 * <p>At its start a process reads old words, left in the topic, one right after the other. So a
 * word counts only if it was written lately by the clock of whoever wrote it, or, as clocks may be
 * apart, if it did not come much sooner after the one before than it was written after it. Words
 * that were written within a second are taken for one, as they may be read as far apart.
 */
final class HeardRegions {
  private static final long ONE_WORD_MS = 1_000;

  private final Map<String, Word> last = new ConcurrentHashMap<>();
  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
  private final long silentMs;

  /** When a word was written, by its writer's clock, and when it came. */
  private record Word(long writtenAt, long cameAt) {
    boolean isAsFarAfter(Word before) {
      return 2 * (cameAt - before.cameAt) >= writtenAt - before.writtenAt;
    }
  }

  HeardRegions(long silentMs) {
    this.silentMs = silentMs;
  }

  void from(String region, long writtenAt, long now) {
    var word = new Word(writtenAt, now);
    var before = last.get(region);
    if (before != null && Math.abs(writtenAt - before.writtenAt) < ONE_WORD_MS) {
      return;
    }
    last.put(region, word);
    boolean isNear = Math.abs(now - writtenAt) < silentMs;
    if (isNear || (before != null && word.isAsFarAfter(before))) {
      heardAt.put(region, now);
    }
  }

  /** Whether no word came at all, not even an old one. */
  boolean isEmpty() {
    return last.isEmpty();
  }

  /** When the last word of any region was heard; absent: none that is new. */
  OptionalLong lastHeardAt() {
    return heardAt.values().stream().mapToLong(Long::longValue).max();
  }

  /** Whether one of all regions is not silent. */
  boolean isAnyHeard(long now) {
    var last = lastHeardAt();
    return last.isPresent() && now - last.getAsLong() < silentMs;
  }

  /** Those of these that are silent. */
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
