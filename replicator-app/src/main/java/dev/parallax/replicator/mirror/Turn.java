package dev.parallax.replicator.mirror;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to copy: of all processes of a region's replicator one copies, and another goes
 * on where it ends. Two that set up one connector would take it from each other. All are members of
 * one group over a topic of one partition, so Kafka decides: at once when a process ends in order,
 * and 6 s after it was heard last otherwise. One that is merely slow to notice that its turn is
 * over does no harm: Connect fences its transactions. For one thread.
 */
final class Turn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);

  private final KafkaConsumer<byte[], byte[]> member;
  private final Runnable over;
  private boolean known;
  private boolean mine;

  /**
   * @param group of the processes
   * @param instance this process; gets its turn back at once when it is started again
   * @param topic of one partition, which is not read
   * @param over told when the turn ends, before another's begins; may be told so twice
   */
  Turn(Cluster cluster, String group, String instance, String topic, Runnable over) {
    this.member = cluster.member(group, instance);
    this.over = over;
    member.subscribe(List.of(topic), new Told());
  }

  /**
   * Whether it is this process's turn; while it is not, waits this long for it.
   *
   * @throws org.apache.kafka.common.KafkaException if the group does not take this process, for
   *     example because another one of its name is there
   */
  boolean isMine(Duration within) {
    var nothing = member.poll(mine ? Duration.ZERO : within);
    if (!nothing.isEmpty()) {
      throw new IllegalStateException("a partition that is not read gave " + nothing.count());
    }
    return mine;
  }

  /** Whether it is decided whose turn it is. */
  boolean isKnown() {
    return known;
  }

  @Override
  public void close() {
    member.close(
        CloseOptions.timeout(LEAVE_WITHIN)
            .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private final class Told implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      member.pause(partitions);
      mine |= !partitions.isEmpty();
      if (!known || !partitions.isEmpty()) {
        LOG.info(
            mine
                ? "The flows run in this process"
                : "The flows run in another process of this region's replicator; this one stands by");
      }
      known = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        mine = false;
        over.run();
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn("Kafka took this process for dead, so another one may run the flows");
      onPartitionsRevoked(partitions);
    }
  }
}
