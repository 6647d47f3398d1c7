package dev.parallax.runtime.input;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes a sequence of marks and texts with SHA-256. Different sequences give different bytes to
 * the hash: every text is led by its length. For one thread, one sequence at a time.
 */
final class ContentHash {
  /** Half of SHA-256 is enough against accidents, and a row keeps it for an hour. */
  private static final int KEPT_BYTES = 16;

  private static final int MAX_CHAR_BYTES = 3;

  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[4096];
  private final char[] chars = new char[1024];
  private int used;

  /** Forgets what was fed before. */
  void begin() {
    digest.reset();
    used = 0;
  }

  void mark(char mark) {
    put(mark);
  }

  void text(char mark, String text) {
    mark(mark);
    length(text.length());
    for (int from = 0; from < text.length(); from += chars.length) {
      int to = Math.min(text.length(), from + chars.length);
      text.getChars(from, to, chars, 0);
      characters(chars, 0, to - from);
    }
  }

  void text(char mark, char[] text, int offset, int length) {
    mark(mark);
    length(length);
    characters(text, offset, length);
  }

  void number(long number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      put((int) (number >>> shift));
    }
  }

  void bytes(char mark, byte[] bytes) {
    mark(mark);
    flush();
    digest.update(bytes);
  }

  /** The hash of all that was fed since {@link #begin}, as 32 hexadecimal digits. */
  String end() {
    flush();
    return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
  }

  /** As UTF-8, but half of a surrogate pair stands for itself: any two texts stay different. */
  private void characters(char[] text, int offset, int length) {
    int end = offset + length;
    for (int from = offset; from < end; ) {
      if (buffer.length - used < MAX_CHAR_BYTES) {
        flush();
      }
      int to = Math.min(end, from + (buffer.length - used) / MAX_CHAR_BYTES);
      used = encode(text, from, to);
      from = to;
    }
  }

  /** Where the buffer, which has room, ends then. */
  private int encode(char[] text, int from, int to) {
    int at = used;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        buffer[at++] = (byte) c;
      } else if (c < 0x800) {
        buffer[at++] = (byte) (0xc0 | (c >> 6));
        buffer[at++] = (byte) (0x80 | (c & 0x3f));
      } else {
        buffer[at++] = (byte) (0xe0 | (c >> 12));
        buffer[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        buffer[at++] = (byte) (0x80 | (c & 0x3f));
      }
    }
    return at;
  }

  private void length(int length) {
    int left = length;
    while (left > 0x7f) {
      put(0x80 | (left & 0x7f));
      left >>>= 7;
    }
    put(left);
  }

  private void put(int b) {
    if (used == buffer.length) {
      flush();
    }
    buffer[used++] = (byte) b;
  }

  private void flush() {
    digest.update(buffer, 0, used);
    used = 0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
