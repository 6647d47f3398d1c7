package dev.parallax.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An encoder and a decoder as Kafka's clients want them; null stays null (tombstones). For <b>one
 * thread</b>, and for values of the topic it was made for.
 *
 * @param <T> generated class of the records
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
  private final AvroEncoder<T> encoder;
  private final AvroDecoder<T> decoder;

  AvroSerde(AvroEncoder<T> encoder, AvroDecoder<T> decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /** As {@link AvroEncoder#encode}. */
  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : encoder.encode(value);
  }

  /** As {@link AvroDecoder#decode}. */
  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : decoder.decode(bytes);
  }
}
