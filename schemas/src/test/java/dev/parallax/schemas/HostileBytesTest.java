package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Whatever the bytes are, a decoder answers with a record or a {@link BadRecordException}. */
class HostileBytesTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final Map<Class<? extends SpecificRecord>, Integer> ids =
      Records.TYPES.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(), type -> codecs.encoder(type.getName(), type).prepare()));

  @Property(tries = 2_000)
  void refusesGarbageOrReadsIt(
      @ForAll("types") Class<? extends SpecificRecord> type, @ForAll byte[] bytes) {
    decodeOrRefuse(type, bytes);
  }

  @Property(tries = 2_000)
  void refusesGarbageBehindAGoodHeaderOrReadsIt(
      @ForAll("types") Class<? extends SpecificRecord> type, @ForAll byte[] bytes) {
    decodeOrRefuse(type, Records.withHeader(ids.get(type), bytes));
  }

  @Property(tries = 3_000)
  void refusesADamagedRecordOrReadsIt(
      @ForAll("types") Class<? extends SpecificRecord> type,
      @ForAll long seed,
      @ForAll("damages") List<Damage> damages) {
    var bytes = random(type, seed);
    for (var damage : damages) {
      bytes[5 + Math.floorMod(damage.at(), bytes.length - 5)] = damage.value();
    }
    decodeOrRefuse(type, bytes);
  }

  @Property(tries = 500)
  void readsEveryRecordAndWritesItAgainUnchanged(
      @ForAll("types") Class<? extends SpecificRecord> type, @ForAll long seed) {
    var record = codecs.decoder(type).decode(random(type, seed));

    assertThat(codecs.decoder(type).decode(encode(type, record))).isEqualTo(record);
  }

  private <T extends SpecificRecord> byte[] encode(Class<T> type, SpecificRecord record) {
    return codecs.encoder(type.getName(), type).encode(type.cast(record));
  }

  private byte[] random(Class<? extends SpecificRecord> type, long seed) {
    Schema schema = registry.schemaById(ids.get(type));
    return Records.withHeader(ids.get(type), Records.randomBinary(schema, seed));
  }

  private void decodeOrRefuse(Class<? extends SpecificRecord> type, byte[] bytes) {
    try {
      assertThat(codecs.decoder(type).decode(bytes)).isInstanceOf(type);
    } catch (BadRecordException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Provide
  Arbitrary<Class<? extends SpecificRecord>> types() {
    return Arbitraries.of(Records.TYPES);
  }

  record Damage(int at, byte value) {}

  @Provide
  Arbitrary<List<Damage>> damages() {
    Arbitrary<Byte> values =
        Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of((byte) -1, (byte) 0x7f, (byte) 0x80));
    return Combinators.combine(Arbitraries.integers(), values)
        .as(Damage::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
