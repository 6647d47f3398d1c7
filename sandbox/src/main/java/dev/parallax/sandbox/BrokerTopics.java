package dev.parallax.sandbox;

import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates topics on a single broker. */
final class BrokerTopics {
  private static final long TIMEOUT_SECONDS = 30;

  private BrokerTopics() {}

  static void create(String bootstrapServers, List<TopicSpec> topics) {
    try (var admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      var created = admin.createTopics(topics.stream().map(BrokerTopics::newTopic).toList());
      for (var topic : created.values().entrySet()) {
        await(topic.getKey(), topic.getValue());
      }
    }
  }

  private static NewTopic newTopic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }

  private static void await(String topic, Future<Void> creation) {
    try {
      creation.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new SandboxException(
            "topic " + topic + " was not created: " + e.getCause().getMessage(), e);
      }
    } catch (TimeoutException e) {
      throw new SandboxException(
          "topic " + topic + " was not created in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while topic " + topic + " was created", e);
    }
  }
}
