package dev.parallax.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * The newest records that the app wrote, by the name of their schema: what answers them can only be
 * made of them.
 */
final class Harvest {
  private static final int KEPT = 64;
  private static final int HEADER_BYTES = 5;

  private final SplittableRandom random;
  private final Map<String, List<GenericRecord>> kept = new HashMap<>();

  Harvest(SplittableRandom random) {
    this.random = random;
  }

  /** Keeps a record that the app wrote; it is well made. */
  void keep(Schema schema, byte[] value) {
    var records = kept.computeIfAbsent(schema.getName(), any -> new ArrayList<>());
    if (records.size() == KEPT) {
      records.remove(random.nextInt(KEPT));
    }
    records.add(read(schema, value));
  }

  private static GenericRecord read(Schema schema, byte[] value) {
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
      return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("the app wrote what it could not read", e);
    }
  }

  /** One of them; empty if there is none. */
  Optional<GenericRecord> any(String name) {
    var records = kept.getOrDefault(name, List.of());
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(records.get(random.nextInt(records.size())));
  }
}
