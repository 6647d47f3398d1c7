package dev.parallax.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A node of few entries, or of entries whose whole hash is the same. */
final class TreeLeaf<V> extends WeightedTree<V> {
  private final List<Entry<V>> entries;
  private final long weight;

  /** The entries sorted by hash and key; the list is not copied and must not change. */
  TreeLeaf(List<Entry<V>> entries) {
    this.entries = entries;
    long sum = 0;
    for (var entry : entries) {
      sum += entry.weight();
    }
    this.weight = sum;
  }

  @Override
  int count() {
    return entries.size();
  }

  @Override
  long weight() {
    return weight;
  }

  @Override
  Entry<V> choose(long seed) {
    Entry<V> best = null;
    double least = 0;
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      if (entry.weight() > 0) {
        double score = Rendezvous.exponential(Rendezvous.hash(seed, entry.hash()));
        // Compares score / weight without a division.
        if (best == null || score * best.weight() < least * entry.weight()) {
          best = entry;
          least = score;
        }
      }
    }
    return best;
  }

  @Override
  void forEach(Consumer<? super Entry<V>> action) {
    entries.forEach(action);
  }

  @Override
  WeightedTree<V> with(Entry<V> entry, int depth) {
    int at = indexOf(entry.hash(), entry.key());
    var next = new ArrayList<Entry<V>>(entries.size() + 1);
    next.addAll(entries);
    if (at >= 0) {
      next.set(at, entry);
    } else {
      next.add(-at - 1, entry);
    }
    return of(next, depth);
  }

  @Override
  WeightedTree<V> without(long hash, String key, int depth) {
    int at = indexOf(hash, key);
    if (at < 0) {
      return this;
    }
    var next = new ArrayList<>(entries);
    next.remove(at);
    return new TreeLeaf<>(List.copyOf(next));
  }

  @Override
  Entry<V> find(long hash, String key, int depth) {
    int at = indexOf(hash, key);
    return at < 0 ? null : entries.get(at);
  }

  private static <V> WeightedTree<V> of(List<Entry<V>> sorted, int depth) {
    if (sorted.size() <= LEAF || depth == MAX_DEPTH) {
      return new TreeLeaf<>(List.copyOf(sorted));
    }
    return TreeBranch.of(sorted, depth);
  }

  /** Position of the key, or -(position where it belongs) - 1. */
  private int indexOf(long hash, String key) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries.get(middle).compareTo(hash, key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
