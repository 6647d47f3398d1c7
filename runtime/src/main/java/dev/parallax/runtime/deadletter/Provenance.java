package dev.parallax.runtime.deadletter;

import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where a record was read.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp its timestamp, ms since the epoch (UTC); anything, as producers may choose it
 */
public record Provenance(String topic, int partition, long offset, long timestamp) {

  /** The place of the record that a processor is working on, with the timestamp of that record. */
  public static Provenance of(RecordMetadata metadata, long timestamp) {
    return new Provenance(metadata.topic(), metadata.partition(), metadata.offset(), timestamp);
  }

  /** {@code <topic>-<partition>-<offset>}: the identity of a request that has no other (R22). */
  public String place() {
    return topic + "-" + partition + "-" + offset;
  }
}
