package dev.parallax.cli.drills.chaos;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What producers know of what they sent. Safe for several threads. */
final class Ledger {
  private final Map<String, Integer> sent = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** A request is on its way. */
  void sent(String id) {
    sent.merge(id, 1, Integer::sum);
  }

  /** The broker says that it is stored. */
  void acknowledged(String id) {
    acknowledged.add(id);
  }

  /** The broker said nothing in time: it may be stored or not. */
  void unknown() {
    unknown.incrementAndGet();
  }

  /** The producer did not take it. */
  void refused(String id) {
    refused.incrementAndGet();
    sent.computeIfPresent(id, (key, times) -> times == 1 ? null : times - 1);
  }

  /** How often each request was sent at most, of those that are stored for certain. */
  Map<String, Integer> stored() {
    var stored = new HashMap<String, Integer>();
    acknowledged.forEach(id -> stored.put(id, sent.get(id)));
    return stored;
  }

  /** Requests that are stored for certain. */
  Set<String> ids() {
    return Set.copyOf(acknowledged);
  }

  /** Sendings whose answer did not come. */
  long unknownCount() {
    return unknown.get();
  }

  /** Sendings that were not begun. */
  long refusedCount() {
    return refused.get();
  }

  /** Requests that were sent. */
  int size() {
    return sent.size();
  }
}
