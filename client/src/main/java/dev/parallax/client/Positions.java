package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** Finds partitions and takes positions at their ends. */
final class Positions {
  private Positions() {}

  /**
   * Number of partitions of a topic.
   *
   * @throws ParallaxException if the topic does not exist or the broker does not answer
   */
  static int partitions(Consumer<?, ?> consumer, Cluster cluster, String topic) {
    try {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw absent(topic, cluster, null);
      }
      return found.size();
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      throw absent(topic, cluster, e);
    } catch (RetriableException e) {
      throw silent(cluster, e);
    }
  }

  private static ParallaxException absent(String topic, Cluster cluster, KafkaException cause) {
    return new ParallaxException(
        "topic %s does not exist at Kafka %s; check that the router has started and that prefix and region are its own"
            .formatted(topic, cluster.bootstrapServers()),
        cause);
  }

  private static ParallaxException silent(Cluster cluster, KafkaException cause) {
    return new ParallaxException(
        "Kafka at %s does not answer (%s); check bootstrapServers and that the broker runs"
            .formatted(cluster.bootstrapServers(), Faults.said(cause)),
        cause);
  }

  /** Where Kafka's own producers put records with this key: murmur2. */
  static int partitionOf(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
  }

  static List<TopicPartition> all(String topic, int partitions) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  /**
   * Assigns these partitions and stands at their ends when it returns: what is written later is
   * read.
   *
   * @throws ParallaxException if the broker does not answer
   */
  static void takeEnds(
      Consumer<?, ?> consumer, Cluster cluster, Collection<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    try {
      partitions.forEach(consumer::position);
    } catch (RetriableException e) {
      throw silent(cluster, e);
    }
  }
}
