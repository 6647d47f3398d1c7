package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * How far the rows that a store had when its task started have been looked at, in the order of
 * their keys. Rows are written meanwhile, before and behind it.
 */
final class FirstPass {
  private String reached = "";
  private byte[] bytes = {};
  private boolean over;

  /** The key that was looked at last; null before the first. */
  String from() {
    return reached.isEmpty() ? null : reached;
  }

  /** Whether it is still to come to this key, whether that has a row or not. */
  boolean isAhead(String key) {
    return !over && Arrays.compareUnsigned(key.getBytes(UTF_8), bytes) > 0;
  }

  /** It has come to this key. */
  void reach(String key) {
    reached = key;
    bytes = key.getBytes(UTF_8);
  }

  /** There are no more. */
  void end() {
    over = true;
  }

  /** Whether every row has been looked at. */
  boolean isOver() {
    return over;
  }
}
