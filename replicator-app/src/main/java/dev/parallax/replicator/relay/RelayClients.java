package dev.parallax.replicator.relay;

import dev.parallax.core.config.Kafka;
import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.StreamsProperties;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The clients of a lane. All processes of a region's replicator are one group, so that another goes
 * on where one ends.
 *
 * @param kafka the region's cluster
 * @param instance this process
 */
record RelayClients(Kafka kafka, Instance instance) {
  /** The longest record of the target, with room for its batch. */
  private static final int MAX_REQUEST_BYTES = 4 << 20;

  Consumer<byte[], byte[]> consumer(Lane lane) {
    var p = new Properties();
    p.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
    p.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1500");
    p.putAll(StreamsProperties.consumer(kafka.bootstrapServers(), kafka.properties()));
    p.put(ConsumerConfig.GROUP_ID_CONFIG, group(lane));
    p.put(ConsumerConfig.CLIENT_ID_CONFIG, name(lane));
    p.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // What waits is held in memory by one poll a partition: these bound it.
    p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
    p.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(256 << 10));
    p.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(8 << 20));
    p.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  Producer<byte[], byte[]> producer(Lane lane) {
    var p = new Properties();
    p.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    // What a killed process left open keeps the next from its offsets for this long at most.
    p.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "10000");
    p.putAll(StreamsProperties.producer(kafka.bootstrapServers(), kafka.properties()));
    p.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_REQUEST_BYTES));
    p.put(ProducerConfig.CLIENT_ID_CONFIG, name(lane));
    p.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name(lane));
    p.put(ProducerConfig.ACKS_CONFIG, "all");
    p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private String group(Lane lane) {
    return instance.applicationId() + "-outcomes-" + lane.name();
  }

  private String name(Lane lane) {
    return group(lane) + "-" + instance.instanceId();
  }
}
