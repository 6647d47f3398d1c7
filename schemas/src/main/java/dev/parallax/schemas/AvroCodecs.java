package dev.parallax.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes encoders, decoders and serdes that share one registry. Safe for use by several threads;
 * what it makes is not.
 */
public final class AvroCodecs {
  static {
    GeneratedClasses.trust();
  }

  private final SchemaRegistry registry;
  private final boolean register;

  /** Codecs whose encoders register their schemas. */
  public AvroCodecs(SchemaRegistry registry) {
    this(registry, true);
  }

  private AvroCodecs(SchemaRegistry registry, boolean register) {
    this.registry = registry;
    this.register = register;
  }

  /**
   * Codecs whose encoders only look their schemas up, for processes that may not register: somebody
   * else must have done so.
   */
  public static AvroCodecs lookingUp(SchemaRegistry registry) {
    return new AvroCodecs(registry, false);
  }

  /**
   * An encoder of values of {@code topic}, whose schema is registered under {@code <topic>-value}.
   * For one thread.
   */
  public <T extends SpecificRecord> AvroEncoder<T> encoder(String topic, Class<T> type) {
    return new AvroEncoder<>(registry, register, topic + "-value", RecordTypes.schema(type));
  }

  /**
   * A decoder of records of this generated class, whatever compatible schema they were written
   * with. For one thread.
   */
  public <T extends SpecificRecord> AvroDecoder<T> decoder(Class<T> type) {
    return new AvroDecoder<>(registry, RecordTypes.schema(type));
  }

  /** Both, as Kafka's clients want them. For one thread. */
  public <T extends SpecificRecord> AvroSerde<T> serde(String topic, Class<T> type) {
    return new AvroSerde<>(encoder(topic, type), decoder(type));
  }

  /**
   * Registers the schema of a topic's values, or only looks it up, as the encoders would with their
   * first record: at the start, so that a missing or refusing registry shows there.
   *
   * @throws RegistryException as {@link AvroEncoder#prepare}
   */
  public void prepare(TopicSpec topic) {
    topic.value().ifPresent(schema -> prepare(topic.subject(), schema));
  }

  private void prepare(String subject, Schema schema) {
    var plain = RecordTypes.withoutJavaStrings(schema);
    if (register) {
      registry.register(subject, plain);
    } else {
      registry.lookup(subject, plain);
    }
  }
}
