package dev.parallax.router;

import java.util.Arrays;

/**
 * Members in no order. Each knows its place, so that taking it out needs no search, and being in
 * needs no entry: there is one for every execution that runs.
 *
 * @param <M> what it holds
 */
final class Bag<M extends Bag.Member> {
  private static final int FIRST_ROOM = 4;

  private Member[] members = new Member[FIRST_ROOM];
  private int size;

  /** What may be in one bag at a time. */
  static class Member {
    private Bag<?> bag;
    private int place;

    /** The bag that it is in, or null. */
    final Bag<?> bag() {
      return bag;
    }

    /** Takes it out of the bag that it is in. */
    final void leave() {
      bag.remove(place);
      bag = null;
    }
  }

  void add(M member) {
    Member added = member;
    if (added.bag != null) {
      throw new IllegalStateException("it is in another bag");
    }
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    added.bag = this;
    added.place = size;
    members[size++] = added;
  }

  /** The last one takes its place. */
  private void remove(int place) {
    var last = members[--size];
    members[place] = last;
    last.place = place;
    members[size] = null;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The member at this place, from 0; places change whenever one leaves. */
  @SuppressWarnings("unchecked") // Only add puts anything in.
  M get(int place) {
    return (M) members[place];
  }
}
