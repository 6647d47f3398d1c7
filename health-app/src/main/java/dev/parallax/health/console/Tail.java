package dev.parallax.health.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest of a sequence, each with its number, from 1. For one thread. */
final class Tail<T> {
  private final int limit;
  private final Deque<T> newest = new ArrayDeque<>();
  private long added;

  /**
   * @param limit how many are kept, at least 1
   */
  Tail(int limit) {
    this.limit = limit;
  }

  void add(T item) {
    if (newest.size() == limit) {
      newest.removeFirst();
    }
    newest.addLast(item);
    added++;
  }

  /** Number of the newest; 0 if there never was one. Rises for good, whatever is forgotten. */
  long number() {
    return added;
  }

  /** Those after this number which are kept, the oldest first. */
  List<T> after(long number) {
    var kept = new ArrayList<>(newest);
    long missed = Math.min(added - number, kept.size());
    return List.copyOf(kept.subList((int) (kept.size() - missed), kept.size()));
  }

  /** Forgets all; the numbers go on. */
  void clear() {
    newest.clear();
  }
}
