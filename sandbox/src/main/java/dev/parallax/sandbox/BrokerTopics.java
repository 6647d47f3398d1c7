package dev.parallax.sandbox;

import dev.parallax.schemas.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates topics on a single broker.
 *
 * <p>A broker says that a topic was created before it serves its partitions. What an idempotent
 * producer writes meanwhile is refused and sent again, sometimes in another order, which the broker
 * then refuses until the producer gives up. So this waits until every partition answers.
 */
final class BrokerTopics {
  private static final long TIMEOUT_SECONDS = 30;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private BrokerTopics() {}

  /**
   * @param login properties of a client that may create topics
   */
  static void create(String bootstrapServers, Map<String, String> login, List<TopicSpec> topics) {
    var properties = new HashMap<String, Object>(login);
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (var admin = Admin.create(properties)) {
      var created = admin.createTopics(topics.stream().map(BrokerTopics::newTopic).toList());
      for (var topic : created.values().entrySet()) {
        await("topic " + topic.getKey() + " was not created", topic.getValue());
      }
      awaitServed(admin, latest(topics));
    }
  }

  private static void awaitServed(Admin admin, Map<TopicPartition, OffsetSpec> latest) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!areServed(admin, latest, System.nanoTime() - end < 0)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** The client sends some questions again by itself, but not those about an unknown topic. */
  private static boolean areServed(
      Admin admin, Map<TopicPartition, OffsetSpec> latest, boolean mayWait) {
    try {
      await("the new topics are not served", admin.listOffsets(latest).all());
      return true;
    } catch (SandboxException e) {
      if (mayWait && e.getCause().getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }

  private static NewTopic newTopic(TopicSpec spec) {
    return new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
  }

  private static Map<TopicPartition, OffsetSpec> latest(List<TopicSpec> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
  }

  private static void await(String failure, Future<?> answer) {
    try {
      answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new SandboxException(failure + ": " + e.getCause().getMessage(), e);
      }
    } catch (TimeoutException e) {
      throw new SandboxException(failure + " in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted: " + failure, e);
    }
  }
}
