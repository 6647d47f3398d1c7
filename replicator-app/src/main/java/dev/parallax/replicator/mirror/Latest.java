package dev.parallax.replicator.mirror;

import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic of one partition from its beginning. For one thread. */
final class Latest<T extends SpecificRecord> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Latest.class);

  private final TopicPartition partition;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroDecoder<T> decoder;

  Latest(Cluster cluster, String topic, AvroDecoder<T> decoder) {
    this.partition = new TopicPartition(topic, 0);
    this.consumer = cluster.consumer();
    this.decoder = decoder;
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Gives every record up to the end as it is now. */
  void readToEnd(Consumer<T> reader) {
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    while (consumer.position(partition) < end) {
      read(Duration.ofMillis(200), reader);
    }
  }

  /** Gives what comes within this time. */
  void read(Duration within, Consumer<T> reader) {
    for (var record : consumer.poll(within)) {
      decode(record, reader);
    }
  }

  private void decode(ConsumerRecord<byte[], byte[]> record, Consumer<T> reader) {
    if (record.value() == null) {
      return;
    }
    try {
      reader.accept(decoder.decode(record.value()));
    } catch (BadRecordException e) {
      LOG.warn(
          "{}: the record at offset {} is left out: {}",
          partition,
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
