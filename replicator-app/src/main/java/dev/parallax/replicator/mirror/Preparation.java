package dev.parallax.replicator.mirror;

import dev.parallax.core.replication.Carried;
import dev.parallax.replicator.registry.SchemaIds;
import dev.parallax.runtime.topics.AdminCalls;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to hold before an instance starts: both clusters answer (with one away, MirrorMaker
 * would hang for a minute and leave its server behind), ids of schemas mean the same (P6), copies
 * exist, and offsets of topics that were created anew are forgotten.
 */
record Preparation(MirrorProperties properties, SchemaIds schemas) {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  /**
   * Prepares.
   *
   * @param known ids of topics by name as they were when they were last copied
   * @return the same, with those of the topics that are there now
   * @throws Refusal if nothing may be copied as things stand (P6)
   * @throws RuntimeException if something does not answer; says what
   */
  Map<String, String> prepare(Map<String, String> known) {
    try (var source = properties.source().admin();
        var target = properties.target().admin()) {
      requireAnswer(source, properties.source());
      requireAnswer(target, properties.target());
      var topics = SourceTopics.of(source, carried());
      requireSameSchemas(topics);
      topics.ensureCopies(
          source, target, properties.flow().source(), properties.replicationFactor());
      forgetRecreated(topics, known);
      new FormerConnector(properties.target(), properties.configsTopic()).forget(target);
      var now = new HashMap<>(known);
      now.putAll(topics.ids());
      return now;
    }
  }

  /** Throws if ids of schemas do not mean the same at both ends (P6). */
  void requireSameSchemas(SourceTopics topics) {
    requireSameSchemas(topics.names());
  }

  /** The same for topics by name. */
  void requireSameSchemas(List<String> topics) {
    schemas
        .difference(topics)
        .ifPresent(
            why -> {
              throw new Refusal(why);
            });
  }

  /** Names of topics whose id is another than it was. */
  static Set<String> recreated(Map<String, String> known, Map<String, String> now) {
    var recreated = new TreeSet<String>();
    now.forEach(
        (topic, id) -> {
          var before = known.get(topic);
          if (before != null && !before.equals(id)) {
            recreated.add(topic);
          }
        });
    return recreated;
  }

  /**
   * A topic that was created anew begins at 0 again. Where its id is not known, an offset beyond
   * its end tells.
   */
  private void forgetRecreated(SourceTopics topics, Map<String, String> known) {
    try (var copied = new CopiedOffsets(properties.target(), properties.offsetsTopic());
        var measure = new LagMeasure(properties.source(), carried())) {
      copied.follow();
      var anew = new HashSet<>(recreated(known, topics.ids()));
      measure
          .ends(topics.partitions())
          .forEach(
              (partition, end) -> {
                if (copied.next(partition) > end) {
                  anew.add(partition.topic());
                }
              });
      if (!anew.isEmpty()) {
        LOG.warn(
            "{}: {} created anew at the source, copied from the beginning",
            properties.flow(),
            anew);
        copied.forget(anew);
      }
    }
  }

  private static void requireAnswer(Admin admin, Cluster cluster) {
    try {
      AdminCalls.answer(admin.describeCluster().nodes());
    } catch (KafkaException e) {
      throw new KafkaException(cluster + " does not answer: " + e.getMessage(), e);
    }
  }

  private Carried carried() {
    return properties.carried();
  }
}
