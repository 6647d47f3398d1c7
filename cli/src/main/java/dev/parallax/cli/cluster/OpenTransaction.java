package dev.parallax.cli.cluster;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that has neither been committed nor aborted in a partition: what lies after its
 * first record is not read by those who read what is committed.
 *
 * @param partition where it wrote
 * @param firstOffset of its first record there
 * @param producerId of its producer, as the broker numbers them
 * @param lastWrittenAt the time of its producer's last record there, ms since the epoch
 */
public record OpenTransaction(
    TopicPartition partition, long firstOffset, long producerId, long lastWrittenAt) {}
