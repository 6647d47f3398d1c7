package dev.parallax.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

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

  /**
   * A row that another region wrote with this very schema, as one of the present schema. Lengths in
   * it are not believed: what claims more than the bytes that are left is refused before anything
   * is allocated for it, which the generated readers of single objects would do.
   *
   * @throws IOException if it is cut off, or of another schema
   * @throws RuntimeException whatever else Avro says of hostile bytes
   */
  static <T extends SpecificRecord> T foreign(ByteBuffer row, Schema written, Class<T> type)
      throws IOException {
    var header = header(written);
    var bytes = new byte[row.remaining()];
    row.duplicate().get(bytes);
    if (bytes.length < header.length
        || !Arrays.equals(bytes, 0, header.length, header, 0, header.length)) {
      throw new IOException("it is no " + written.getName() + " of the schema that is known here");
    }
    var decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes, header.length, bytes.length - header.length, null);
    return new SpecificDatumReader<T>(written, SpecificData.get().getSchema(type))
        .read(null, decoder);
  }

  /** By which Avro's single objects begin: a mark, then the schema's fingerprint. */
  private static byte[] header(Schema schema) {
    return ByteBuffer.allocate(2 + Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

  static byte[] bytes(Coding<ByteBuffer> coding) {
    var buffer = own("that was made here", coding);
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
