package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Carried;
import dev.parallax.replicator.plugins.SyncedSettings;
import dev.parallax.runtime.topics.AdminCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that a flow carries, as they are at its source now.
 *
 * @param byName their descriptions
 */
record SourceTopics(SortedMap<String, TopicDescription> byName) {

  private static final Logger LOG = LoggerFactory.getLogger(SourceTopics.class);

  /**
   * Asks the source.
   *
   * @throws KafkaException if it does not answer
   */
  static SourceTopics of(Admin source, Carried carried) {
    var names =
        AdminCalls.answer(source.listTopics().names()).stream().filter(carried::carries).toList();
    var described = new TreeMap<String, TopicDescription>();
    described.putAll(AdminCalls.answer(source.describeTopics(names).allTopicNames()));
    return new SourceTopics(described);
  }

  /** Their names, sorted. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Kafka's id of each: another one than before tells that the topic was created anew. */
  Map<String, String> ids() {
    return byName.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().topicId().toString()));
  }

  /** All their partitions. */
  Set<TopicPartition> partitions() {
    return byName.values().stream()
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toSet());
  }

  /**
   * Makes sure that there is a copy of each at the target before anything is copied: MirrorMaker
   * would create it as well, and correct its settings later. An existing copy is left as it is:
   * MirrorMaker keeps its partitions and settings up.
   *
   * @param replicationFactor -1 = the broker's default
   * @throws KafkaException if one cannot be created
   */
  void ensureCopies(Admin source, Admin target, String region, int replicationFactor) {
    var present = AdminCalls.answer(target.listTopics().names());
    var missing =
        byName.keySet().stream().filter(name -> !present.contains(copy(region, name))).toList();
    if (missing.isEmpty()) {
      return;
    }
    var settings = settings(source, missing);
    var topics = new ArrayList<NewTopic>();
    for (var name : missing) {
      topics.add(
          new NewTopic(
                  copy(region, name),
                  Optional.of(byName.get(name).partitions().size()),
                  replicationFactor < 0 ? Optional.empty() : Optional.of((short) replicationFactor))
              .configs(followed(settings.get(name))));
    }
    target.createTopics(topics).values().forEach(SourceTopics::await);
    LOG.info("Created the copies {}", topics.stream().map(NewTopic::name).toList());
  }

  private static void await(String name, KafkaFuture<Void> created) {
    try {
      AdminCalls.answer(created);
    } catch (TopicExistsException e) {
      LOG.debug("Copy {} was created by somebody else meanwhile", name);
    }
  }

  private static Map<String, Config> settings(Admin source, List<String> names) {
    var resources =
        names.stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .collect(Collectors.toSet());
    var settings = new HashMap<String, Config>();
    AdminCalls.answer(source.describeConfigs(resources).all())
        .forEach((resource, config) -> settings.put(resource.name(), config));
    return settings;
  }

  private static Map<String, String> followed(Config config) {
    var followed = new TreeMap<String, String>();
    for (var entry : config.entries()) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG
          && SyncedSettings.isFollowed(entry.name())) {
        followed.put(entry.name(), entry.value());
      }
    }
    followed.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    return followed;
  }

  private static String copy(String region, String topic) {
    return region + Carried.COPY + topic;
  }
}
