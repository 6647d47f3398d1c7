package dev.parallax.schemas;

import java.io.IOException;
import java.io.OutputStream;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records of one generated class as Avro binary behind a header. Reuses its writer and
 * buffer, so it serves <b>one thread</b>.
 *
 * @param <T> generated class of the records
 */
public final class RecordBytes<T extends SpecificRecord> {
  /** A buffer that grew beyond this for one big record is given back, in bytes. */
  private static final int KEPT_BUFFER = 262_144;

  private static final byte[] SINGLE_OBJECT = {(byte) 0xC3, 0x01};

  private final Schema schema;
  private final DatumWriter<T> writer;
  private ArrayEncoder encoder = new ArrayEncoder();

  /** A writer of records of this schema, which belongs to a generated class. */
  public RecordBytes(Schema schema) {
    this.schema = schema;
    this.writer = RecordTypes.writer(schema);
  }

  /**
   * The header of Avro's single-object encoding: C3, 01, and the schema's fingerprint (CRC-64-AVRO
   * of its parsing canonical form) in eight bytes, little-endian.
   */
  public static byte[] singleObjectHeader(Schema schema) {
    try {
      var fingerprint = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
      var header = new byte[SINGLE_OBJECT.length + fingerprint.length];
      System.arraycopy(SINGLE_OBJECT, 0, header, 0, SINGLE_OBJECT.length);
      System.arraycopy(fingerprint, 0, header, SINGLE_OBJECT.length, fingerprint.length);
      return header;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Avro always has its own fingerprint", e);
    }
  }

  /**
   * The header, then the record.
   *
   * @throws SerializationException if a field without default is null, which it names: the caller's
   *     fault
   */
  public byte[] write(byte[] header, T value) {
    try {
      encoder.begin(header);
      writer.write(value, encoder);
      return encoder.written();
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException(
          "cannot encode " + schema.getFullName() + ": " + named(value, e).getMessage(), e);
    } finally {
      if (encoder.capacity() > KEPT_BUFFER) {
        encoder = new ArrayEncoder();
      }
    }
  }

  /** The same fault, found by walking through the schema, which knows the field's name. */
  private Exception named(T value, Exception fault) {
    try {
      RecordTypes.<T>namingWriter(schema)
          .write(value, EncoderFactory.get().binaryEncoder(OutputStream.nullOutputStream(), null));
      return fault;
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      return e;
    }
  }
}
