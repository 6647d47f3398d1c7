package dev.parallax.benchmarks.fuzz;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;

/** Makes records by their schema alone: plausible ones, or such as it just allows. */
final class Records {
  private static final Set<String> USUAL =
      Set.of("HEALTHY", "SERVING", "CONNECTED", "EXECUTE", "UP", "PROPOSE", "ANSWERED");

  /** What most records leave out. */
  private static final Set<String> RARE =
      Set.of("patternVersion", "distribution", "redirect", "deadline", "region", "ramp", "error");

  private final SplittableRandom random;
  private final SchemaRegistry registry;
  private final Plausible plausible;
  private final Extreme extreme;
  private final ByteBuffer agreed;

  /**
   * @param agreed what ballots are about
   */
  Records(
      SplittableRandom random, SchemaRegistry registry, Plausible plausible, ByteBuffer agreed) {
    this.random = random;
    this.registry = registry;
    this.plausible = plausible;
    this.extreme = new Extreme(random);
    this.agreed = agreed;
  }

  /**
   * A record.
   *
   * @param wildness chance of each value to be an extreme one, 0..1
   */
  GenericRecord record(Schema schema, double wildness) {
    var record = new GenericData.Record(schema);
    for (var field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), schema.getName(), field.name(), wildness));
    }
    return record;
  }

  /** In the wire format, under the id of its schema. */
  byte[] encode(GenericRecord record) {
    var schema = record.getSchema();
    int id = registry.register(schema.getFullName(), schema);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    try {
      var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private Object value(Schema schema, String record, String field, double wildness) {
    boolean wild = wildness > 0 && random.nextDouble() < wildness;
    return switch (schema.getType()) {
      case RECORD -> record(schema, wildness);
      case UNION -> union(schema, record, field, wildness);
      case ARRAY -> list(schema.getElementType(), record, field, wildness, wild);
      case MAP -> map(schema.getValueType(), record, field, wildness, wild);
      case ENUM -> symbol(schema);
      case STRING -> wild ? extreme.text(field) : plausible.text(record, field);
      case BYTES -> bytes(field, wildness, wild);
      case INT -> wild ? extreme.integer() : plausible.integer(field);
      case LONG -> wild ? extreme.number() : plausible.number(field);
      case DOUBLE -> wild ? extreme.fraction() : plausible.fraction(field);
      case FLOAT -> (float) (wild ? extreme.fraction() : plausible.fraction(field));
      case BOOLEAN -> random.nextBoolean();
      default -> throw new IllegalArgumentException("no values of " + schema + " are made");
    };
  }

  /** Mostly what lets work go on. */
  private GenericData.EnumSymbol symbol(Schema schema) {
    var symbols = schema.getEnumSymbols();
    var some = symbols.get(random.nextInt(symbols.size()));
    var usual = symbols.stream().filter(USUAL::contains).findFirst().orElse(some);
    return new GenericData.EnumSymbol(schema, random.nextInt(4) == 0 ? some : usual);
  }

  private Object union(Schema schema, String record, String field, double wildness) {
    var some = schema.getTypes().get(schema.getTypes().size() - 1);
    int absent = RARE.contains(field) ? 8 : 3;
    return random.nextInt(10) < absent ? null : value(some, record, field, wildness);
  }

  private List<Object> list(
      Schema entry, String record, String field, double wildness, boolean wild) {
    int size = wild ? extreme.entries() : plausible.entries(record, field);
    var list = new ArrayList<>(size);
    // A long one repeats itself: what counts is how many there are.
    Object one = null;
    for (int i = 0; i < size; i++) {
      one = i < 8 ? value(entry, record, field, size > 8 ? 0 : wildness) : one;
      list.add(one);
    }
    return list;
  }

  private Map<String, Object> map(
      Schema entry, String record, String field, double wildness, boolean wild) {
    int size = wild ? extreme.entries() : random.nextInt(3);
    var map = new HashMap<String, Object>();
    for (int i = 0; i < size; i++) {
      var key = wildness > 0 && random.nextInt(10) == 0 ? extreme.text(field) : null;
      map.put(
          key != null ? key : size > 8 ? "key-" + i : plausible.text(record, field),
          value(entry, record, field, size > 8 ? 0 : wildness));
    }
    return map;
  }

  /** Records within records. */
  private ByteBuffer bytes(String field, double wildness, boolean wild) {
    if (wild) {
      var some = new byte[random.nextInt(100)];
      random.nextBytes(some);
      return ByteBuffer.wrap(some);
    }
    return switch (field) {
      case "request" ->
          ByteBuffer.wrap(encode(record(ExecutionRequest.getClassSchema(), wildness / 4)));
      case "definition" ->
          ByteBuffer.wrap(encode(record(PatternDefinition.getClassSchema(), wildness / 4)));
      default -> agreed.duplicate();
    };
  }
}
