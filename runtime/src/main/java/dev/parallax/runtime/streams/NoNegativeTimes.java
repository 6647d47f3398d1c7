package dev.parallax.runtime.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a negative timestamp as 0. Where the producer sets the time a broker takes negative ones,
 * and Kafka Streams ends at the first, at every start again; the records of global stores are not
 * even shown to a timestamp extractor.
 */
public final class NoNegativeTimes implements ConsumerInterceptor<byte[], byte[]> {

  /** As Kafka makes it. */
  public NoNegativeTimes() {}

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (var record : records) {
      if (record.timestamp() < 0) {
        return corrected(records);
      }
    }
    return records;
  }

  private static ConsumerRecords<byte[], byte[]> corrected(
      ConsumerRecords<byte[], byte[]> records) {
    var corrected = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
    for (var partition : records.partitions()) {
      var list = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      records.records(partition).forEach(record -> list.add(corrected(record)));
      corrected.put(partition, list);
    }
    return new ConsumerRecords<>(corrected, records.nextOffsets());
  }

  private static ConsumerRecord<byte[], byte[]> corrected(ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() >= 0
        ? record
        : new ConsumerRecord<>(
            record.topic(),
            record.partition(),
            record.offset(),
            0,
            record.timestampType(),
            record.serializedKeySize(),
            record.serializedValueSize(),
            record.key(),
            record.value(),
            record.headers(),
            record.leaderEpoch());
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Nothing depends on it.
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // There is nothing to choose.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
