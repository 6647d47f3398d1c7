package dev.parallax.benchmarks.peers;

import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.schemas.TopicSpec;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Addresses of Kafka's topics as Camel writes them, with what makes them fast.
 *
 * @param peer what they are of
 */
record CamelKafka(Peer peer) {

  /** The requests, with so many consumers; more options begin with an ampersand. */
  String requests(int consumers, String more) {
    var bytes = ByteArrayDeserializer.class.getName();
    return "kafka:%s?brokers=%s&groupId=%s&consumersCount=%d"
            .formatted(
                peer.topics().requests().name(),
                peer.bootstrapServers(),
                peer.group("camel"),
                consumers)
        + "&keyDeserializer=%s&valueDeserializer=%s".formatted(bytes, bytes)
        + "&autoOffsetReset=earliest&pollTimeoutMs=100&breakOnFirstError=true"
        + "&sessionTimeoutMs=6000&heartbeatIntervalMs=1500"
        + more;
  }

  /** A topic to write to; more options begin with an ampersand. */
  String to(TopicSpec topic, String more) {
    var bytes = ByteArraySerializer.class.getName();
    return "kafka:%s?brokers=%s".formatted(topic.name(), peer.bootstrapServers())
        + "&keySerializer=%s&valueSerializer=%s".formatted(bytes, bytes)
        + "&producerBatchSize=131072&compressionCodec=lz4&recordMetadata=false"
        + more;
  }

  /** Where a message came from. */
  static Provenance from(Message message) {
    return new Provenance(
        message.getHeader(KafkaConstants.TOPIC, String.class),
        message.getHeader(KafkaConstants.PARTITION, Integer.class),
        message.getHeader(KafkaConstants.OFFSET, Long.class),
        message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
  }

  /** Makes a message of a record's key and value. */
  static void fill(Message message, ProducerRecord<byte[], byte[]> record) {
    message.setHeader(KafkaConstants.KEY, record.key());
    message.setBody(record.value());
  }

  /** Answers the request in a message. */
  static Answer answer(AnswerRequest answers, Message message) {
    var key = message.getHeader(KafkaConstants.KEY, byte[].class);
    return answers.of(key, message.getBody(byte[].class), from(message));
  }
}
