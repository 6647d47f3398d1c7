package dev.parallax.schemas;

import dev.parallax.schemas.BadRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of one generated class from the Confluent wire format, whatever compatible schema
 * they were written with. Keeps one reader per writer's schema id (bounded), so it serves <b>one
 * thread</b>. What it returns is never reused.
 *
 * <p>Lengths in the bytes are not believed: a string, array or map that claims more than the bytes
 * that are left is refused before anything is allocated for it.
 *
 * @param <T> generated class of the records
 */
public final class AvroDecoder<T extends SpecificRecord> {
  /** Writers' schemas in use at once are few: versions of one record. */
  private static final int READERS = 64;

  private final SchemaRegistry registry;
  private final Schema expected;
  private final BoundedCache<Integer, Reader<T>> readers = new BoundedCache<>(READERS);
  private Reader<T> lastReader;
  private BinaryDecoder input;

  AvroDecoder(SchemaRegistry registry, Schema expected) {
    this.registry = registry;
    this.expected = expected;
  }

  /**
   * The record in these bytes.
   *
   * @throws BadRecordException if they are not one, for good
   * @throws RegistryException if the registry did not say what they are: UNREACHABLE, UNAUTHORISED
   *     or REFUSED; nothing is known about the bytes
   */
  public T decode(byte[] bytes) {
    requireHeader(bytes);
    Reader<T> reader = reader(WireFormat.id(bytes));
    if (reader.refusal != null) {
      throw new BadRecordException(Reason.WRONG_SCHEMA, reader.refusal);
    }
    T value = read(reader, bytes);
    requireEnd();
    return value;
  }

  private void requireHeader(byte[] bytes) {
    if (bytes == null) {
      throw new BadRecordException(
          Reason.NO_VALUE, "no value where a " + expected.getName() + " was expected");
    }
    if (bytes.length < WireFormat.HEADER_LENGTH) {
      throw new BadRecordException(
          Reason.TOO_SHORT,
          bytes.length + " bytes are too few for the wire format's header of 5 bytes");
    }
    if (bytes[0] != WireFormat.MAGIC) {
      throw new BadRecordException(
          Reason.WRONG_MAGIC,
          String.format("first byte is 0x%02x, not the wire format's 0x00", bytes[0]));
    }
  }

  private Reader<T> reader(int id) {
    if (lastReader == null || lastReader.id != id) {
      Reader<T> known = readers.get(id);
      if (known == null) {
        known = makeReader(id);
        readers.put(id, known);
      }
      lastReader = known;
    }
    return lastReader;
  }

  private Reader<T> makeReader(int id) {
    Schema written = writersSchema(id);
    String refusal = refusal(id, written);
    return new Reader<>(
        id, refusal == null ? new SpecificDatumReader<>(written, expected) : null, refusal);
  }

  private Schema writersSchema(int id) {
    if (id < 0) {
      throw new BadRecordException(Reason.UNKNOWN_SCHEMA, "schema id " + id + " is negative");
    }
    try {
      return registry.schemaById(id);
    } catch (RegistryException e) {
      switch (e.kind()) {
        case NOT_FOUND, UNUSABLE ->
            throw new BadRecordException(Reason.UNKNOWN_SCHEMA, e.getMessage(), e);
        default -> throw e;
      }
    }
  }

  private String refusal(int id, Schema written) {
    if (written.getType() != Schema.Type.RECORD
        || !written.getFullName().equals(expected.getFullName())) {
      return "schema id " + id + " is " + written.getFullName() + ", not " + expected.getFullName();
    }
    var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(expected, written);
    if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
      return "schema id "
          + id
          + " cannot be read as this version's "
          + expected.getFullName()
          + ": "
          + compatibility.getResult().getIncompatibilities();
    }
    return null;
  }

  private T read(Reader<T> reader, byte[] bytes) {
    input =
        DecoderFactory.get()
            .binaryDecoder(
                bytes, WireFormat.HEADER_LENGTH, bytes.length - WireFormat.HEADER_LENGTH, input);
    try {
      return reader.records.read(null, input);
    } catch (EOFException e) {
      throw new BadRecordException(
          Reason.TRUNCATED,
          "the bytes end within the " + expected.getName() + ": " + e.getMessage(),
          e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro meets hostile bytes with exceptions of a dozen kinds; a schema that contains itself
      // can be nested as deeply as there are bytes.
      throw new BadRecordException(
          Reason.MALFORMED, "malformed " + expected.getName() + ": " + e, e);
    }
  }

  private void requireEnd() {
    try {
      if (!input.isEnd()) {
        throw new BadRecordException(
            Reason.TRAILING_BYTES, "bytes follow the " + expected.getName());
      }
    } catch (IOException e) {
      throw new IllegalStateException("reading a byte array failed", e);
    }
  }

  /** How records with one writer's schema are read, or why they are not. */
  private record Reader<T>(int id, DatumReader<T> records, String refusal) {}
}
