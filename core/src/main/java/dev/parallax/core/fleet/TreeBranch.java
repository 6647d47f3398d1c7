package dev.parallax.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A node with one child per value of the next four bits of the hash. */
final class TreeBranch<V> extends WeightedTree<V> {
  private final List<WeightedTree<V>> children;
  // The children's weights side by side: a choice reads all sixteen and then only one child.
  private final long[] weights;
  private final int count;
  private final long weight;

  private TreeBranch(List<WeightedTree<V>> children, long[] weights, int count, long weight) {
    this.children = children;
    this.weights = weights;
    this.count = count;
    this.weight = weight;
  }

  static <V> WeightedTree<V> of(List<Entry<V>> sorted, int depth) {
    var children = new ArrayList<WeightedTree<V>>(FANOUT);
    for (int i = 0; i < FANOUT; i++) {
      children.add(empty());
    }
    for (var entry : sorted) {
      int digit = digit(entry.hash(), depth);
      children.set(digit, children.get(digit).with(entry, depth + 1));
    }
    var weights = new long[FANOUT];
    int entries = 0;
    long sum = 0;
    for (int i = 0; i < FANOUT; i++) {
      weights[i] = children.get(i).weight();
      entries += children.get(i).count();
      sum += weights[i];
    }
    return new TreeBranch<>(children, weights, entries, sum);
  }

  @Override
  int count() {
    return count;
  }

  @Override
  long weight() {
    return weight;
  }

  @Override
  Entry<V> choose(long seed) {
    int best = -1;
    double least = 0;
    long bestHash = 0;
    for (int i = 0; i < FANOUT; i++) {
      if (weights[i] > 0) {
        long hash = Rendezvous.hash(seed, i + 1);
        double score = Rendezvous.exponential(hash);
        if (best < 0 || score * weights[best] < least * weights[i]) {
          best = i;
          least = score;
          bestHash = hash;
        }
      }
    }
    return best < 0 ? null : children.get(best).choose(bestHash);
  }

  @Override
  void forEach(Consumer<? super Entry<V>> action) {
    children.forEach(child -> child.forEach(action));
  }

  @Override
  WeightedTree<V> with(Entry<V> entry, int depth) {
    int digit = digit(entry.hash(), depth);
    return replaced(digit, children.get(digit).with(entry, depth + 1));
  }

  @Override
  WeightedTree<V> without(long hash, String key, int depth) {
    int digit = digit(hash, depth);
    var child = children.get(digit);
    var smaller = child.without(hash, key, depth + 1);
    if (smaller == child) {
      return this;
    }
    var next = replaced(digit, smaller);
    return next.count() <= LEAF ? next.collapsed() : next;
  }

  @Override
  Entry<V> find(long hash, String key, int depth) {
    return children.get(digit(hash, depth)).find(hash, key, depth + 1);
  }

  private TreeBranch<V> replaced(int digit, WeightedTree<V> child) {
    // From the sums of before: reading sixteen children for one that changed would cost the most.
    var next = new ArrayList<>(children);
    var before = next.set(digit, child);
    var nextWeights = weights.clone();
    nextWeights[digit] = child.weight();
    return new TreeBranch<>(
        next,
        nextWeights,
        count - before.count() + child.count(),
        weight - before.weight() + child.weight());
  }

  private WeightedTree<V> collapsed() {
    var entries = new ArrayList<Entry<V>>(count);
    forEach(entries::add);
    return new TreeLeaf<>(List.copyOf(entries));
  }
}
