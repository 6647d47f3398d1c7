package dev.parallax.cli.replication.verify;

import dev.parallax.cli.replication.verify.Contents.Entry;
import dev.parallax.cli.replication.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How the copy of a topic differs from it.
 *
 * <ol>
 *   <li>Of a compacted topic the last value of every key counts; a deleted one is not there.
 *   <li>Of another topic the sequence of records in every partition. What the source no longer
 *       holds may still be in the copy, before everything else.
 *   <li>An excluded key is no difference if it is not in the copy; if it is, its copy of before it
 *       was excluded stays (P1).
 *   <li>If only the newest records of the source were read, what else is in the copy says nothing.
 * </ol>
 *
 * @param excluded keys that are excluded
 * @param sampled whether only the newest records of the source were read
 */
record Comparison(Predicate<String> excluded, boolean sampled) {

  List<Difference> of(Contents source, Contents copy) {
    return source.compacted() ? keys(source, copy) : sequences(source, copy);
  }

  private List<Difference> keys(Contents source, Contents copy) {
    var all = new TreeSet<>(sampled ? source.seen() : source.byKey().keySet());
    copy.byKey().keySet().stream().filter(key -> !sampled || excluded.test(key)).forEach(all::add);
    return all.stream()
        .flatMap(
            key ->
                difference(key, source.byKey().get(key), copy.byKey().get(key)).stream()
                    .map(kind -> new Difference(kind, key)))
        .toList();
  }

  /** How the last values of a key differ; null: it is not there, or deleted. */
  private Optional<Kind> difference(String key, Fingerprint original, Fingerprint copied) {
    if (excluded.test(key)) {
      return copied == null ? Optional.empty() : Optional.of(Kind.STAYS);
    }
    if (Objects.equals(original, copied)) {
      return Optional.empty();
    }
    if (copied == null) {
      return Optional.of(Kind.MISSING);
    }
    return Optional.of(original == null ? Kind.SURPLUS : Kind.OTHER_VALUE);
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
          .forEach(key -> differences.add(new Difference(Kind.STAYS, key)));
      sequence.differenceIn(free(copy.partition(partition))).ifPresent(differences::add);
    }
    return differences;
  }

  private List<Entry> free(List<Entry> entries) {
    return entries.stream().filter(entry -> !excluded.test(entry.key())).toList();
  }
}
