package dev.parallax.schemas;

import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Writes Avro binary straight into one array. Avro's own encoder fills a buffer, which it copies to
 * a stream, which copies it to an array. For one thread; reused.
 */
final class ArrayEncoder extends BinaryEncoder {
  private static final int FIRST_ROOM = 1_024;
  private static final int MOST_INT_BYTES = 5;
  private static final int MOST_LONG_BYTES = 10;

  private byte[] bytes = new byte[FIRST_ROOM];
  private int length;

  /** Forgets what was written, and begins with these bytes. */
  void begin(byte[] header) {
    length = 0;
    writeFixed(header, 0, header.length);
  }

  /** A copy of all that was written since {@link #begin}. */
  byte[] written() {
    return Arrays.copyOf(bytes, length);
  }

  /** The room that it has taken, in bytes. */
  int capacity() {
    return bytes.length;
  }

  @Override
  public void writeBoolean(boolean value) {
    length += BinaryData.encodeBoolean(value, room(1), length);
  }

  @Override
  public void writeInt(int value) {
    length += BinaryData.encodeInt(value, room(MOST_INT_BYTES), length);
  }

  @Override
  public void writeLong(long value) {
    length += BinaryData.encodeLong(value, room(MOST_LONG_BYTES), length);
  }

  @Override
  public void writeFloat(float value) {
    length += BinaryData.encodeFloat(value, room(Float.BYTES), length);
  }

  @Override
  public void writeDouble(double value) {
    length += BinaryData.encodeDouble(value, room(Double.BYTES), length);
  }

  @Override
  public void writeFixed(byte[] value, int from, int count) {
    System.arraycopy(value, from, room(count), length, count);
    length += count;
  }

  @Override
  public void flush() {
    // Everything is in the array.
  }

  @Override
  public int bytesBuffered() {
    return 0;
  }

  @Override
  protected void writeZero() {
    room(1)[length++] = 0;
  }

  /** The array, with room for so many more. */
  private byte[] room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), grown()));
    }
    return bytes;
  }

  private int grown() {
    return (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
  }
}
