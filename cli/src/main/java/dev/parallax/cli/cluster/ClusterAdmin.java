package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.access.ClientFaults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;

/** What commands ask a cluster about its topics. */
public final class ClusterAdmin implements AutoCloseable {
  private final Connection connection;
  private final Admin admin;

  private ClusterAdmin(Connection connection, Admin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  /** Opens a client; the cluster is first asked when a question is. */
  public static ClusterAdmin open(Connection connection) {
    try {
      return new ClusterAdmin(connection, Admin.create(connection.clientProperties()));
    } catch (KafkaException unusable) {
      throw CommandFailure.usage(
          "no Kafka client can be made for "
              + connection.bootstrapServers()
              + ": "
              + ClientFaults.said(unusable),
          unusable);
    }
  }

  /** The client itself. */
  public Admin client() {
    return admin;
  }

  /**
   * Every topic under the connection's prefix, and every copy of such a topic, by name.
   *
   * @throws CommandFailure if the cluster does not answer
   */
  public Map<String, TopicDescription> topics() {
    var prefix = connection.topics().prefix();
    var copies = TopicCatalogue.COPY + prefix;
    var own =
        names().stream().filter(name -> name.startsWith(prefix) || name.contains(copies)).toList();
    return asking(() -> admin.describeTopics(own).allTopicNames().get());
  }

  /**
   * The names of all topics but Kafka's own.
   *
   * @throws CommandFailure if the cluster does not answer
   */
  public Set<String> names() {
    return asking(() -> admin.listTopics().names().get());
  }

  /**
   * Whether only the last value of every key is kept in a topic.
   *
   * @throws CommandFailure if the cluster does not answer, or has no such topic
   */
  public boolean isCompacted(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return asking(() -> admin.describeConfigs(List.of(resource)).all().get().get(resource))
        .get(TopicConfig.CLEANUP_POLICY_CONFIG)
        .value()
        .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /**
   * The transactions that are open in these topics at the moment; of those that do not exist none.
   *
   * @throws CommandFailure if the cluster does not answer, or does not let us read one of them
   */
  public List<OpenTransaction> openTransactions(Collection<String> topics) {
    var known = new HashSet<>(topics);
    known.retainAll(names());
    var partitions =
        asking(() -> admin.describeTopics(known).allTopicNames().get()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition())))
            .toList();
    var open = new ArrayList<OpenTransaction>();
    asking(() -> admin.describeProducers(partitions).all().get())
        .forEach(
            (partition, state) ->
                state
                    .activeProducers()
                    .forEach(
                        producer ->
                            producer
                                .currentTransactionStartOffset()
                                .ifPresent(
                                    first ->
                                        open.add(
                                            new OpenTransaction(
                                                partition,
                                                first,
                                                producer.producerId(),
                                                producer.lastTimestamp())))));
    return open;
  }

  private interface Question<T> {
    T answer() throws ExecutionException, InterruptedException;
  }

  private <T> T asking(Question<T> question) {
    try {
      return question.answer();
    } catch (ExecutionException refused) {
      throw failure(connection, refused.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while asking for topics", stopped);
    }
  }

  /** Only silence means that nobody is there; whatever else is an answer. */
  static CommandFailure failure(Connection connection, Throwable cause) {
    return CommandFailure.failed(
        cause instanceof TimeoutException
            ? connection.adviceIfUnreachable()
            : "the cluster at "
                + connection.bootstrapServers()
                + " did not list its topics: "
                + ClientFaults.said(cause),
        cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
