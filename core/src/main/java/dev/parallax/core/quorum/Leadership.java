package dev.parallax.core.quorum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeMap;

/** When a region sent what, and so until when it may lead: only as long as a majority hears it. */
final class Leadership<V> {
  private final Members members;
  private final Rules<V> rules;
  private final long lease;
  private final TreeMap<Long, Long> sentAt = new TreeMap<>();

  Leadership(Members members, Rules<V> rules, long lease) {
    this.members = members;
    this.rules = rules;
    this.lease = lease;
  }

  void sent(long beat, long now) {
    sentAt.values().removeIf(then -> now - then >= lease);
    sentAt.put(beat, now);
  }

  /** Whether the region is elected and a majority heard something that it sent within the lease. */
  boolean holds(Ballot<V> own, Collection<Ballot<V>> seen, long now) {
    if (!rules.isElected(own, seen)) {
      return false;
    }
    var heard = new ArrayList<Long>();
    heard.add(now);
    seen.forEach(other -> heardSince(own, other).ifPresent(heard::add));
    heard.sort(Comparator.reverseOrder());
    return heard.size() >= members.majority() && now - heard.get(members.majority() - 1) < lease;
  }

  private OptionalLong heardSince(Ballot<V> own, Ballot<V> other) {
    var then =
        other
            .heard()
            .filter(sign -> other.term() == own.term() && sign.leader().equals(own.region()))
            .map(sign -> sentAt.get(sign.beat()));
    return then.isPresent() ? OptionalLong.of(then.get()) : OptionalLong.empty();
  }
}
