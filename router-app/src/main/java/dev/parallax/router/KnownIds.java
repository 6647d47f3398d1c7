package dev.parallax.router;

import java.util.ArrayList;
import java.util.List;

/**
 * Ids that may have a row in a store: "no" is certain, "yes" is wrong for less than 1% of the ids
 * that have none. Almost every request is new, and a lookup of what is not there costs more than
 * its decision.
 *
 * <p>A Bloom filter that keeps the bits of one id in one cache line, 16 bits an id. It grows by
 * parts, each twice as large as the last. Nothing is taken out: a pass over the store makes a new
 * one. For one thread.
 */
final class KnownIds {
  private static final int LONGS_A_LINE = 8;
  private static final int IDS_A_LINE = 32;
  private static final int BITS_AN_ID = 6;

  /** A bit's place in a line of 512. */
  private static final int PLACE_BITS = 9;

  private static final int FIRST_LINES = 512;

  /** 1 GiB, for 512 million ids; beyond that it is wrong more often. */
  private static final int MOST_LINES = 1 << 24;

  private final List<Part> parts = new ArrayList<>();

  /** So many lines, and how many ids they took. */
  private static final class Part {
    private final long[] lines;
    private int ids;

    Part(int count) {
      lines = new long[count * LONGS_A_LINE];
    }

    int count() {
      return lines.length / LONGS_A_LINE;
    }

    boolean isFull() {
      return ids >= (long) count() * IDS_A_LINE && count() < MOST_LINES;
    }

    void add(long hash) {
      int line = line(hash);
      long places = mixed(hash);
      for (int i = 0; i < BITS_AN_ID; i++, places >>>= PLACE_BITS) {
        lines[line + word(places)] |= 1L << places;
      }
      ids++;
    }

    boolean contains(long hash) {
      int line = line(hash);
      long places = mixed(hash);
      for (int i = 0; i < BITS_AN_ID; i++, places >>>= PLACE_BITS) {
        if ((lines[line + word(places)] & (1L << places)) == 0) {
          return false;
        }
      }
      return true;
    }

    private int line(long hash) {
      return (int) (((hash >>> Integer.SIZE) * count()) >>> Integer.SIZE) * LONGS_A_LINE;
    }

    /** The lower six bits of a place are the bit, the next three the word: shifts take mod 64. */
    private static int word(long places) {
      return (int) (places >>> 6) & (LONGS_A_LINE - 1);
    }
  }

  KnownIds() {
    parts.add(new Part(FIRST_LINES));
  }

  /** An id that has a row. */
  void add(String id) {
    long hash = hash(id);
    if (contains(hash)) {
      return;
    }
    var last = parts.get(parts.size() - 1);
    if (last.isFull()) {
      last = new Part(last.count() * 2);
      parts.add(last);
    }
    last.add(hash);
  }

  /** Whether it may have been added; surely not if {@code false}. */
  boolean mayContain(String id) {
    return contains(hash(id));
  }

  private boolean contains(long hash) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (parts.get(i).contains(hash)) {
        return true;
      }
    }
    return false;
  }

  /** FNV-1a over the characters, mixed so that near ids lie far apart. */
  private static long hash(String id) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
    }
    return mixed(hash);
  }

  private static long mixed(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
