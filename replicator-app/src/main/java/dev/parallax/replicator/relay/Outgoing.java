package dev.parallax.replicator.relay;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that is to be written.
 *
 * @param source partition that it was read from
 * @param next where reading goes on once it is written
 * @param happenedAt when the outcome was made, at the earliest when the broker appended it, ms
 *     since the epoch
 * @param dueAt when it may be written, ms since the epoch; 0 = at once
 * @param record as it is written
 * @param isDeadLetter whether it is one
 */
record Outgoing(
    TopicPartition source,
    OffsetAndMetadata next,
    long happenedAt,
    long dueAt,
    ProducerRecord<byte[], byte[]> record,
    boolean isDeadLetter) {}
