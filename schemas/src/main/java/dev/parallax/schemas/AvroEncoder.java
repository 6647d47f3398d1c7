package dev.parallax.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records in the Confluent wire format: 0, the schema's id in four bytes (big-endian), Avro
 * binary. Reuses its writer and buffer, so it serves <b>one thread</b>.
 *
 * @param <T> generated class of the records
 */
public final class AvroEncoder<T extends SpecificRecord> {
  /** A buffer that grew beyond this for one big record is given back, in bytes. */
  private static final int KEPT_BUFFER = 262_144;

  private final SchemaRegistry registry;
  private final boolean register;
  private final String subject;
  private final Schema schema;
  private final Schema registered;
  private final DatumWriter<T> writer;
  private Buffer buffer = new Buffer();
  private BinaryEncoder encoder;
  private byte[] header;

  AvroEncoder(SchemaRegistry registry, boolean register, String subject, Schema schema) {
    this.registry = registry;
    this.register = register;
    this.subject = subject;
    this.schema = schema;
    this.registered = RecordTypes.withoutJavaStrings(schema);
    this.writer = RecordTypes.writer(schema);
  }

  /**
   * Asks the registry for the schema's id, once; {@link #encode} does so by itself. Call it at
   * start, so that a missing registry shows there.
   *
   * @return the id
   * @throws RegistryException if there is no id to be had
   */
  public int prepare() {
    if (header == null) {
      int id =
          register ? registry.register(subject, registered) : registry.lookup(subject, registered);
      header = WireFormat.header(id);
    }
    return WireFormat.id(header);
  }

  /**
   * The record's bytes.
   *
   * @throws SerializationException if a field without default is null: the caller's fault
   * @throws RegistryException if the schema's id is not known yet and not to be had
   */
  public byte[] encode(T value) {
    if (header == null) {
      prepare();
    }
    try {
      buffer.reset();
      buffer.writeBytes(header);
      write(value);
      return buffer.toByteArray();
    } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
      throw new SerializationException(
          "cannot encode " + registered.getFullName() + ": " + named(value, e).getMessage(), e);
    } finally {
      if (buffer.capacity() > KEPT_BUFFER) {
        buffer = new Buffer();
        encoder = null;
      }
    }
  }

  /**
   * An encoder that failed keeps what it has not flushed, and would put it before the next record.
   */
  private void write(T value) throws IOException {
    var present = encoder == null ? EncoderFactory.get().binaryEncoder(buffer, null) : encoder;
    encoder = null;
    writer.write(value, present);
    present.flush();
    encoder = present;
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

  private static final class Buffer extends ByteArrayOutputStream {
    Buffer() {
      super(1024);
    }

    int capacity() {
      return buf.length;
    }
  }
}
