package dev.parallax.router;

import dev.parallax.runtime.topics.AdminCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By what the cluster says of the topics' ends and of how far the application has come.
 *
 * @param admin asks it
 * @param applicationId group of the application's consumers
 * @param topics the copies of what was returned
 */
record ReturnedBacklog(Admin admin, String applicationId, List<String> topics) implements Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnedBacklog.class);
  private static final int TIMEOUT_MS = 3_000;

  /** A task starts without knowing rather than not at all: what is read too late is late then. */
  @Override
  public Map<String, Long> of(int partition) {
    try {
      return unread(partition);
    } catch (KafkaException e) {
      LOG.warn(
          "It is not known what other regions' control planes returned meanwhile: answers that wait"
              + " in partition {} may be read after their timeouts have been judged",
          partition,
          e);
      return Map.of();
    }
  }

  private Map<String, Long> unread(int partition) {
    var partitions = topics.stream().map(topic -> new TopicPartition(topic, partition)).toList();
    var ends =
        AdminCalls.answer(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(Collectors.toMap(of -> of, of -> OffsetSpec.latest())),
                    new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MS))
                .all());
    var read = read(partitions);
    var unread = new HashMap<String, Long>();
    ends.forEach(
        (of, end) -> {
          var committed = read.get(of);
          if (end.offset() > (committed == null ? 0 : committed.offset())) {
            unread.put(of.topic(), end.offset());
          }
        });
    return unread;
  }

  private Map<TopicPartition, OffsetAndMetadata> read(List<TopicPartition> partitions) {
    return AdminCalls.answer(
        admin
            .listConsumerGroupOffsets(
                Map.of(
                    applicationId, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
            .partitionsToOffsetAndMetadata(applicationId));
  }
}
