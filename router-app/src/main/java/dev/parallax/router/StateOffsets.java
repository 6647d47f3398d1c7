package dev.parallax.router;

import dev.parallax.events.StateOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of each state topic a snapshot has seen (R18). Immutable; one update copies a dozen
 * longs.
 */
final class StateOffsets {
  private final List<StateTopic> topics;
  private final long[] next;
  private volatile List<StateOffset> list;

  private StateOffsets(List<StateTopic> topics, long[] next) {
    this.topics = topics;
    this.next = next;
  }

  /** A topic and its partition count. */
  record StateTopic(String name, int partitions) {}

  static StateOffsets none(List<StateTopic> topics) {
    var partitions = topics.stream().mapToInt(StateTopic::partitions).sum();
    return new StateOffsets(List.copyOf(topics), new long[partitions]);
  }

  /** The record at {@code offset} was seen. A partition beyond the known count is not followed. */
  StateOffsets seen(String topic, int partition, long offset) {
    var slot = 0;
    for (var known : topics) {
      if (known.name().equals(topic) && partition < known.partitions()) {
        var copy = next.clone();
        copy[slot + partition] = offset + 1;
        return new StateOffsets(topics, copy);
      }
      slot += known.partitions();
    }
    return this;
  }

  /**
   * The partitions of which anything was seen, as decisions name them. Made once, and not at all if
   * no decision saw this: both decisions and state records come by the thousand.
   */
  List<StateOffset> list() {
    var made = list;
    if (made == null) {
      made = List.copyOf(seen());
      list = made;
    }
    return made;
  }

  private List<StateOffset> seen() {
    var seen = new ArrayList<StateOffset>();
    var slot = 0;
    for (var topic : topics) {
      for (var partition = 0; partition < topic.partitions(); partition++, slot++) {
        if (next[slot] > 0) {
          seen.add(new StateOffset(topic.name(), partition, next[slot]));
        }
      }
    }
    return seen;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateOffsets that && list().equals(that.list());
  }

  @Override
  public int hashCode() {
    return list().hashCode();
  }

  @Override
  public String toString() {
    return list().toString();
  }
}
