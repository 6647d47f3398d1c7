package dev.parallax.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for any set of weighted entries. */
class WeightedTreePropertyTest {

  @Property(tries = 300)
  void holdsWhatAMapWouldHold(@ForAll long seed, @ForAll @IntRange(max = 400) int changes) {
    var random = new Random(seed);
    var tree = WeightedTree.<String>empty();
    var map = new HashMap<String, Long>();
    for (int i = 0; i < changes; i++) {
      var key = "k-" + random.nextInt(120);
      if (random.nextInt(3) == 0) {
        tree = tree.without(Rendezvous.hash(key), key);
        map.remove(key);
      } else {
        long weight = random.nextInt(5);
        tree = tree.with(WeightedTree.Entry.of(key, weight, key));
        map.put(key, weight);
      }
    }

    assertThat(contents(tree)).isEqualTo(map);
    assertThat(tree.count()).isEqualTo(map.size());
    assertThat(tree.weight()).isEqualTo(map.values().stream().mapToLong(w -> w).sum());
    for (var key : map.keySet()) {
      assertThat(tree.find(key).value()).isEqualTo(key);
    }
    assertThat(tree.find("absent")).isNull();
  }

  @Property(tries = 200)
  void hasOneShapeWhateverTheOrder(@ForAll long seed, @ForAll @IntRange(max = 400) int size) {
    var random = new Random(seed);
    var entries = entries(size, random);
    var one = treeOf(entries);
    var shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);
    var other = treeOf(shuffled);
    for (int i = 0; i < 50; i++) {
      var key = "detour-" + i;
      other = other.with(WeightedTree.Entry.of(key, 3, key));
    }
    for (int i = 0; i < 50; i++) {
      other = other.without(Rendezvous.hash("detour-" + i), "detour-" + i);
    }

    assertThat(order(other)).isEqualTo(order(one));
    for (long choice = 0; choice < 100; choice++) {
      long hash = Rendezvous.mix(choice);
      assertThat(other.choose(hash)).isEqualTo(one.choose(hash));
    }
  }

  @Property(tries = 20)
  void choosesInProportionToWeight(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
    var entries = entries(size, new Random(seed));
    var tree = treeOf(entries);
    long weight = tree.weight();
    int choices = 40_000;
    var counts = new HashMap<String, Integer>();
    for (int i = 0; i < choices && weight > 0; i++) {
      counts.merge(tree.choose(Rendezvous.hash(seed, i)).key(), 1, Integer::sum);
    }

    for (var entry : entries) {
      double expected = weight == 0 ? 0 : choices * (double) entry.weight() / weight;
      // Six standard deviations of a binomial distribution, and a little for small numbers.
      assertThat((double) counts.getOrDefault(entry.key(), 0))
          .isBetween(
              expected - 6 * Math.sqrt(expected) - 3, expected + 6 * Math.sqrt(expected) + 3);
    }
  }

  @Property(tries = 100)
  void movesOnlyWhatALostEntryHad(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 15) int size) {
    // Within one leaf; in a branch a lost entry also changes what its subtree weighs.
    var entries = entries(size, new Random(seed));
    var tree = treeOf(entries);
    var lost = entries.get(0);
    var rest = tree.without(lost.hash(), lost.key());
    for (int i = 0; i < 200; i++) {
      long choice = Rendezvous.hash(seed, i);
      var before = tree.choose(choice);
      if (before != null && !before.equals(lost)) {
        assertThat(rest.choose(choice)).isEqualTo(before);
      }
    }
  }

  private static List<WeightedTree.Entry<String>> entries(int size, Random random) {
    var entries = new ArrayList<WeightedTree.Entry<String>>();
    for (int i = 0; i < size; i++) {
      entries.add(WeightedTree.Entry.of("key-" + i, random.nextInt(8), "value-" + i));
    }
    return entries;
  }

  private static WeightedTree<String> treeOf(List<WeightedTree.Entry<String>> entries) {
    var tree = WeightedTree.<String>empty();
    for (var entry : entries) {
      tree = tree.with(entry);
    }
    return tree;
  }

  private static Map<String, Long> contents(WeightedTree<String> tree) {
    var contents = new HashMap<String, Long>();
    tree.forEach(entry -> contents.put(entry.key(), entry.weight()));
    return contents;
  }

  private static List<String> order(WeightedTree<String> tree) {
    var order = new ArrayList<String>();
    tree.forEach(entry -> order.add(entry.key()));
    return order;
  }
}
