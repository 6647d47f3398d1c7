package dev.parallax.health;

import dev.parallax.core.federation.Agreed;
import dev.parallax.health.state.AgreedRow;
import dev.parallax.health.state.FailoverRow;
import dev.parallax.schemas.GeneratedClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;

/**
 * One way to write what regions agree on: rows of certain schemas, as Avro single objects. What is
 * read becomes rows of the present schemas, and what is written is cut to those of the format.
 *
 * @param number from 1; a higher one is newer
 * @param agreed schema of the value
 * @param failover schema of the failover state in it
 */
record AgreedFormat(int number, Schema agreed, Schema failover) {
  static {
    GeneratedClasses.trust();
  }

  /** One whose schemas are packaged in {@code rows/}. */
  static AgreedFormat packaged(int number) {
    return new AgreedFormat(number, schema("AgreedRow", number), schema("FailoverRow", number));
  }

  private static Schema schema(String row, int number) {
    var name = "rows/" + row + "-" + number + ".avsc";
    try (var in = AgreedFormat.class.getResourceAsStream(name)) {
      return parse(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema parse(String name, InputStream in) throws IOException {
    if (in == null) {
      throw new IllegalStateException("the health app's own " + name + " is not packaged");
    }
    return new Schema.Parser().parse(in);
  }

  ByteBuffer write(Agreed value) {
    var state =
        inFormat(
            FailoverRows.row(value.state())::toByteBuffer, FailoverRow.getClassSchema(), failover);
    var row = new AgreedRow(state, value.recent().stream().map(FailoverRows::row).toList());
    return inFormat(row::toByteBuffer, AgreedRow.getClassSchema(), agreed);
  }

  private static ByteBuffer inFormat(Rows.Coding<ByteBuffer> row, Schema present, Schema format) {
    return Rows.own(
        "ballots",
        () -> {
          var cut =
              new BinaryMessageDecoder<GenericRecord>(GenericData.get(), format, known(present))
                  .decode(row.run());
          return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), format).encode(cut);
        });
  }

  private static SchemaStore known(Schema writer) {
    var known = new SchemaStore.Cache();
    known.addSchema(writer);
    return known;
  }

  /**
   * @throws IllegalArgumentException if it was not written in this format
   */
  Agreed read(ByteBuffer value) {
    try {
      var row = Rows.foreign(value, agreed, AgreedRow.class);
      var state = Rows.foreign(row.getState(), failover, FailoverRow.class);
      return new Agreed(
          number,
          FailoverRows.state(state),
          row.getRecent().stream().map(FailoverRows::notice).toList());
    } catch (IOException | RuntimeException e) {
      // Avro meets bytes of another format, and damaged ones, with exceptions of a dozen kinds.
      throw new IllegalArgumentException(
          "its value is not of the format %d that it names: %s".formatted(number, e), e);
    }
  }
}
