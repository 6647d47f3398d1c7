package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the cluster says of it. */
class ReturnedBacklogIT {
  private static final String PREFIX =
      "backlog-" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private static final TopicSpec COPY = copy();

  @Test
  void isWhatCameAfterTheLastCommittedOffset() {
    var broker = SharedBroker.get();
    broker.createTopics(List.of(COPY));
    var bootstrap = broker.bootstrapServers();
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        var producer = new CheckedProducer(bootstrap)) {
      var backlog = new ReturnedBacklog(admin, PREFIX + "router", List.of(COPY.name()));
      assertThat(backlog.of(0)).isEmpty();

      List.of("a", "b", "c").forEach(key -> producer.send(COPY.name(), key, new byte[1]));
      producer.flush();
      assertThat(backlog.of(0)).containsExactly(Map.entry(COPY.name(), 3L));

      commit(admin, 2);
      assertThat(backlog.of(0)).containsExactly(Map.entry(COPY.name(), 3L));
      commit(admin, 3);
      assertThat(backlog.of(0)).isEmpty();
    }
  }

  private static void commit(Admin admin, long offset) {
    admin
        .alterConsumerGroupOffsets(
            PREFIX + "router",
            Map.of(new TopicPartition(COPY.name(), 0), new OffsetAndMetadata(offset)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static TopicSpec copy() {
    var topics = new TopicCatalogue(PREFIX, 1);
    return topics.copy("eu-west-1", topics.returned("us-east-1"));
  }
}
