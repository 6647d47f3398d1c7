package dev.parallax.cli.replication.verify;

import dev.parallax.cli.replication.verify.Contents.Entry;
import dev.parallax.cli.replication.verify.Difference.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The records of one partition, as a copy must have them.
 *
 * @param partition its number
 * @param wanted the records in their order
 * @param due how many of them, from the first, must be there; those after may come later
 */
record Sequence(int partition, List<Entry> wanted, int due) {

  /** The first difference, as those after it follow from it. */
  Optional<Difference> differenceIn(List<Entry> copied) {
    var own = withoutWhatTheSourceLost(copied);
    int same = 0;
    while (same < wanted.size() && same < own.size() && wanted.get(same).equals(own.get(same))) {
      same++;
    }
    if (same == own.size()) {
      return same < due
          ? Optional.of(new Difference(Kind.MISSING, place(same, wanted.get(same))))
          : Optional.empty();
    }
    if (same == wanted.size()) {
      return Optional.of(new Difference(Kind.SURPLUS, place(same, own.get(same))));
    }
    boolean sameKey = wanted.get(same).key().equals(own.get(same).key());
    return Optional.of(
        new Difference(sameKey ? Kind.OTHER_VALUE : Kind.MISSING, place(same, wanted.get(same))));
  }

  private List<Entry> withoutWhatTheSourceLost(List<Entry> copied) {
    int lost = wanted.isEmpty() ? copied.size() : Math.max(0, copied.indexOf(wanted.get(0)));
    return copied.subList(lost, copied.size());
  }

  private String place(int at, Entry entry) {
    return "record %d of partition %d (key %s)".formatted(at + 1, partition, entry.key());
  }
}
