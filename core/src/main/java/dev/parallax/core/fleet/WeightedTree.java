package dev.parallax.core.fleet;

import java.util.List;
import java.util.function.Consumer;

/**
 * A persistent set of weighted entries: a 16-way trie over the entries' 64-bit hashes, each node
 * with the number and the summed weight of what it holds.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>A node of at most {@value #LEAF} entries is a leaf, and so is one at depth 16, where the
 *       hash is used up; every other node is a branch. So the shape depends on the contents only,
 *       never on the order of the changes that led to them.
 *   <li>A leaf is sorted by hash (unsigned), then by key. A branch has at least one child.
 *   <li>No instance changes after construction; a change copies the path to it, O(log n).
 * </ol>
 */
abstract sealed class WeightedTree<V> permits TreeLeaf, TreeBranch, AlikeAgents {
  static final int LEAF = 16;
  static final int FANOUT = 16;
  static final int MAX_DEPTH = 16;

  /** One value; the key is unique within a tree and decides the hash. */
  record Entry<V>(long hash, String key, long weight, V value) {
    static <V> Entry<V> of(String key, long weight, V value) {
      return new Entry<>(Rendezvous.hash(key), key, weight, value);
    }

    int compareTo(long otherHash, String otherKey) {
      int byHash = Long.compareUnsigned(hash, otherHash);
      return byHash != 0 ? byHash : key.compareTo(otherKey);
    }
  }

  static <V> WeightedTree<V> empty() {
    return new TreeLeaf<>(List.of());
  }

  abstract int count();

  /** Sum of the weights. */
  abstract long weight();

  /** This tree with the entry added, in place of one with the same key. */
  final WeightedTree<V> with(Entry<V> entry) {
    return with(entry, 0);
  }

  /** This tree without the key; this instance if the key is not in it. */
  final WeightedTree<V> without(long hash, String key) {
    return without(hash, key, 0);
  }

  /** The entry, or null. */
  final Entry<V> find(String key) {
    return find(Rendezvous.hash(key), key, 0);
  }

  /**
   * The winner of a weighted rendezvous at each level (R12); null if all weights are 0. Every entry
   * wins with the probability of its share of the weight.
   */
  abstract Entry<V> choose(long seed);

  abstract void forEach(Consumer<? super Entry<V>> action);

  abstract WeightedTree<V> with(Entry<V> entry, int depth);

  abstract WeightedTree<V> without(long hash, String key, int depth);

  abstract Entry<V> find(long hash, String key, int depth);

  static int digit(long hash, int depth) {
    return (int) (hash >>> (60 - 4 * depth)) & (FANOUT - 1);
  }
}
