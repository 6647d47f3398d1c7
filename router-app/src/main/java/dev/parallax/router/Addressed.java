package dev.parallax.router;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A task on its way to the partition that its agent reads. */
final class Addressed {
  private final int partition;
  private final byte[] task;

  /**
   * @param partition partition of the region's topic, as the agent announced it
   * @param task the encoded task
   */
  Addressed(int partition, byte[] task) {
    this.partition = partition;
    this.task = task;
  }

  static Serializer<Addressed> serializer() {
    return (topic, addressed) -> addressed.task;
  }

  static StreamPartitioner<byte[], Addressed> partitioner() {
    return (topic, key, addressed, partitions) -> Optional.of(Set.of(addressed.partition));
  }
}
