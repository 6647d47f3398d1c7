package dev.parallax.schemas;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The header of the Confluent wire format: a zero byte and the schema's id, big-endian. */
public final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_LENGTH = 5;

  private WireFormat() {}

  /** The id of the schema that a record says it was written with; empty if it says none. */
  public static OptionalInt schemaId(byte[] record) {
    return record == null || record.length < HEADER_LENGTH || record[0] != MAGIC
        ? OptionalInt.empty()
        : OptionalInt.of(id(record));
  }

  static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_LENGTH).put(MAGIC).putInt(id).array();
  }

  static int id(byte[] record) {
    return ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
  }
}
