package dev.parallax.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Rows of stores: Avro single objects. */
final class Rows {
  private Rows() {}

  /** Reading or writing of one. */
  interface Coding<T> {
    T run() throws IOException;
  }

  /** Of what was written here: it can always be read. */
  static <T> T own(String store, Coding<T> coding) {
    try {
      return coding.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the store " + store + " cannot be read", e);
    }
  }

  static byte[] bytes(Coding<ByteBuffer> coding) {
    var buffer = own("that was made here", coding);
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
