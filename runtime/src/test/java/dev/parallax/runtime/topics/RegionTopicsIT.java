package dev.parallax.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SharedBroker;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class RegionTopicsIT {

  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TopicCatalogue catalogue =
      new TopicCatalogue("t" + UUID.randomUUID().toString().substring(0, 8) + ".", 2);
  private final List<Set<String>> told = new CopyOnWriteArrayList<>();

  @Test
  void noticesATopicThatIsDeletedAndThatIsCreatedAgain() throws Exception {
    try (var admin = admin(SharedBroker.get());
        var topics = watch(admin)) {
      var topic = catalogue.executions("eu-west-1").name();
      admin.deleteTopics(List.of(topic)).all().get();
      await().atMost(SOON).until(topics::missing, Set.of("eu-west-1")::equals);

      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
      await().during(Duration.ofMillis(500)).until(() -> !topics.missing().isEmpty());
      admin.deleteTopics(List.of(topic)).all().get();
      TopicProvisioner.ensure(admin, catalogue.all(REGIONS), -1);

      await().atMost(SOON).until(topics::missing, Set.of()::equals);
      assertThat(told).containsExactly(Set.of("eu-west-1"), Set.of());
    }
  }

  @Test
  void keepsWhatItSawWhileTheClusterIsAway() throws Exception {
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults());
        var admin = admin(broker);
        var topics = watch(admin)) {
      admin.deleteTopics(List.of(catalogue.executions("us-east-1").name())).all().get();
      await().atMost(SOON).until(topics::missing, Set.of("us-east-1")::equals);

      broker.stop();
      await()
          .during(Duration.ofSeconds(1))
          .atMost(SOON)
          .until(topics::missing, Set.of("us-east-1")::equals);
      broker.start();
      TopicProvisioner.ensure(admin, catalogue.all(REGIONS), -1);

      await().atMost(SOON).until(topics::missing, Set.of()::equals);
      assertThat(told).containsExactly(Set.of("us-east-1"), Set.of());
    }
  }

  private RegionTopics watch(Admin admin) {
    TopicProvisioner.ensure(admin, catalogue.all(REGIONS), -1);
    return RegionTopics.watch(admin, catalogue, REGIONS, told::add, PERIOD);
  }

  private static Admin admin(SandboxBroker broker) {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()));
  }
}
