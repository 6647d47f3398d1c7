package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where an agent's heartbeats belong: partition = murmur2(key) mod n. An agent that comes back with
 * another client, and so perhaps another partitioner, must not be tracked twice: its old place
 * would declare it gone while the new one hears it.
 *
 * @param partitions partitions of heartbeats
 */
record HomePartition(int partitions) {
  /** Marks a record that was written back once; its value says from where. */
  static final String RETURNED = "parallax.returned-from";

  boolean isHome(byte[] key, RecordMetadata at) {
    return at.partition() == Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  static boolean wasReturned(Record<byte[], byte[]> record) {
    return record.headers().lastHeader(RETURNED) != null;
  }

  /** The record as it is to be written back; the sink's own partitioner finds its home. */
  static Record<byte[], byte[]> returned(
      Record<byte[], byte[]> record, RecordMetadata at, long now) {
    var headers = new RecordHeaders(record.headers());
    headers.add(RETURNED, (at.topic() + "-" + at.partition() + "-" + at.offset()).getBytes(UTF_8));
    return record.withHeaders(headers).withTimestamp(now);
  }
}
