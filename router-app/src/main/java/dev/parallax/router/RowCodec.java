package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.HeldRow;
import dev.parallax.schemas.GeneratedClasses;
import dev.parallax.schemas.RecordBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificRecord;

/**
 * Rows of a store as bytes: Avro single objects, which begin with the fingerprint of the schema
 * that they were written with. Rows of every version that {@link #VERSIONS} lists are read, so that
 * executions go on across an upgrade.
 *
 * @param <T> generated class of the rows
 */
final class RowCodec<T extends SpecificRecord> {
  /** In {@code rows/}, oldest first; the last is the present one. Add to it, never change one. */
  static final List<Integer> VERSIONS = List.of(1, 2, 3);

  static {
    GeneratedClasses.writeByOwnCode(List.of(ExecutionRow.class, HeldRow.class, ForwardedRow.class));
  }

  static final RowCodec<ExecutionRow> EXECUTIONS =
      new RowCodec<>(
          ExecutionStore.NAME,
          ExecutionRow.getClassSchema(),
          ExecutionRow.createDecoder(versions("ExecutionRow")));

  static final RowCodec<HeldRow> HELD =
      new RowCodec<>(
          HeldStore.NAME, HeldRow.getClassSchema(), HeldRow.createDecoder(versions("HeldRow")));

  static final RowCodec<ForwardedRow> FORWARDED =
      new RowCodec<>(
          ForwardedStore.NAME,
          ForwardedRow.getClassSchema(),
          ForwardedRow.createDecoder(versions("ForwardedRow", List.of(1))));

  private final String store;
  private final byte[] header;
  private final ThreadLocal<RecordBytes<T>> writers;
  private final BinaryMessageDecoder<T> decoder;

  private RowCodec(String store, Schema schema, BinaryMessageDecoder<T> decoder) {
    this.store = store;
    this.header = RecordBytes.singleObjectHeader(schema);
    this.writers = ThreadLocal.withInitial(() -> new RecordBytes<>(schema));
    this.decoder = decoder;
  }

  byte[] encode(T row) {
    return writers.get().write(header, row);
  }

  /**
   * @throws IllegalStateException if another version of the router wrote it, that this one does not
   *     know; it says what to do
   */
  T decode(byte[] row) {
    try {
      return decoder.decode(ByteBuffer.wrap(row));
    } catch (MissingSchemaException unknown) {
      throw new IllegalStateException(
          "a row of the store %s was written by a version of the router that this one does not know (%s): start that version, or a later one, again; nothing is lost by that. To go back for good, stop it only when no execution runs or waits (execution list --status RUNNING), and reset the application"
              .formatted(store, unknown.getMessage()),
          unknown);
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the store " + store + " cannot be read", e);
    }
  }

  private static SchemaStore versions(String name) {
    return versions(name, VERSIONS);
  }

  private static SchemaStore versions(String name, List<Integer> versions) {
    var known = new SchemaStore.Cache();
    versions.forEach(version -> known.addSchema(version(name, version)));
    return known;
  }

  /** The schema that rows of this version were written with. */
  static Schema version(String name, int version) {
    return read("rows/" + name + "-" + version + ".avsc", RowCodec::parse);
  }

  private static Schema parse(InputStream in) {
    try {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <R> R read(String resource, Function<InputStream, R> reader) {
    try (var in = RowCodec.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the router's own " + resource + " is not packaged");
      }
      return reader.apply(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
