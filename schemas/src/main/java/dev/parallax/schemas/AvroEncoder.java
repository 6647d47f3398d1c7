package dev.parallax.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records in the Confluent wire format: 0, the schema's id in four bytes (big-endian), Avro
 * binary. Reuses its writer and buffer, so it serves <b>one thread</b>.
 *
 * @param <T> generated class of the records
 */
public final class AvroEncoder<T extends SpecificRecord> {
  private final SchemaRegistry registry;
  private final boolean register;
  private final String subject;
  private final Schema registered;
  private final RecordBytes<T> bytes;
  private byte[] header;

  AvroEncoder(SchemaRegistry registry, boolean register, String subject, Schema schema) {
    this.registry = registry;
    this.register = register;
    this.subject = subject;
    this.registered = RecordTypes.withoutJavaStrings(schema);
    this.bytes = new RecordBytes<>(schema);
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
    return bytes.write(header, value);
  }
}
