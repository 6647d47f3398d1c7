package dev.parallax.cli.replication.verify;

import dev.parallax.cli.replication.verify.Contents.Entry;
import dev.parallax.cli.replication.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How the copy of a topic differs from it.
 *
 * <ol>
 *   <li>Of a compacted topic the last value of every key counts; a deleted one is not there.
 *   <li>Of another topic the sequence of records in every partition. What the source no longer
 *       holds may still be in the copy, before everything else.
 *   <li>An excluded key is not to be in the copy, and is no difference if it is not (P1).
 * </ol>
 *
 * @param excluded keys that must not be in the copy
 */
record Comparison(Predicate<String> excluded) {

  List<Difference> of(Contents source, Contents copy) {
    return source.compacted() ? keys(source, copy) : sequences(source, copy);
  }

  private List<Difference> keys(Contents source, Contents copy) {
    var all = new TreeSet<>(source.byKey().keySet());
    all.addAll(copy.byKey().keySet());
    var differences = new ArrayList<Difference>();
    for (var key : all) {
      var original = source.byKey().get(key);
      var copied = copy.byKey().get(key);
      if (excluded.test(key)) {
        if (copied != null) {
          differences.add(new Difference(Kind.EXCLUDED, key));
        }
      } else if (copied == null) {
        differences.add(new Difference(Kind.MISSING, key));
      } else if (original == null) {
        differences.add(new Difference(Kind.SURPLUS, key));
      } else if (!original.equals(copied)) {
        differences.add(new Difference(Kind.OTHER_VALUE, key));
      }
    }
    return differences;
  }

  private List<Difference> sequences(Contents source, Contents copy) {
    var partitions = new TreeSet<>(source.partitions());
    partitions.addAll(copy.partitions());
    var differences = new ArrayList<Difference>();
    for (int partition : partitions) {
      var wanted = free(source.partition(partition));
      var sequence = new Sequence(partition, wanted, free(source.marked(partition)).size());
      copy.partition(partition).stream()
          .map(Entry::key)
          .filter(excluded)
          .distinct()
          .forEach(key -> differences.add(new Difference(Kind.EXCLUDED, key)));
      sequence.differenceIn(free(copy.partition(partition))).ifPresent(differences::add);
    }
    return differences;
  }

  private List<Entry> free(List<Entry> entries) {
    return entries.stream().filter(entry -> !excluded.test(entry.key())).toList();
  }
}
