package dev.parallax.cli.executions;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that tells of an execution.
 *
 * @param what for people: which kind of record it is, and what it holds
 * @param timestamp ms since the epoch
 * @param bytes of key and value
 * @param key as it stands there
 */
record Trace(
    String what,
    String topic,
    int partition,
    long offset,
    long timestamp,
    int bytes,
    Optional<ByteBuffer> key) {

  static Trace of(String what, ConsumerRecord<byte[], byte[]> record) {
    int key = record.key() == null ? 0 : record.key().length;
    int value = record.value() == null ? 0 : record.value().length;
    return new Trace(
        what,
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        key + value,
        Optional.ofNullable(record.key()).map(ByteBuffer::wrap));
  }
}
