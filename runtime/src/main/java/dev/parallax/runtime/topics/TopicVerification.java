package dev.parallax.runtime.topics;

import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether topics that exist are what the catalogue says. A partition count, compaction and whose
 * clock stamps the records are what rules rest on: another one is refused. The longest message may
 * be smaller: said, because a record beyond it would stop the app. Retention is the operator's.
 */
final class TopicVerification {

  private static final Logger LOG = LoggerFactory.getLogger(TopicVerification.class);
  private static final List<String> BINDING =
      List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);

  private TopicVerification() {}

  /**
   * Verifies them all.
   *
   * @throws KnownFault naming every one that is not as it must be, one a line
   * @throws UnknownTopicOrPartitionException if one is absent: the broker asked lags behind
   */
  static void verify(Admin admin, List<TopicSpec> specs, Map<String, TopicDescription> present) {
    var faults = new ArrayList<String>();
    var settings = settings(admin, specs);
    for (var spec : specs) {
      partitions(spec, required(present, spec.name())).ifPresent(faults::add);
      var actual = settings.get(spec.name());
      if (actual != null) {
        BINDING.forEach(key -> setting(spec, actual, key).ifPresent(faults::add));
        sayIfSmaller(spec, actual);
      }
    }
    if (!faults.isEmpty()) {
      throw new KnownFault(String.join("\n", faults));
    }
  }

  private static TopicDescription required(Map<String, TopicDescription> present, String topic) {
    var description = present.get(topic);
    if (description == null) {
      throw new UnknownTopicOrPartitionException("topic " + topic + " is not visible yet");
    }
    return description;
  }

  private static Optional<String> partitions(TopicSpec spec, TopicDescription description) {
    int actual = description.partitions().size();
    if (actual == spec.partitions()) {
      return Optional.empty();
    }
    return Optional.of(
        "topic %s has %d partitions, not %d: set topics.partitions to what the topics have, or choose another topics.prefix, or delete the topic; the count of a topic in use is never changed"
            .formatted(spec.name(), actual, spec.partitions()));
  }

  private static Optional<String> setting(TopicSpec spec, Config actual, String key) {
    var wanted = spec.config().get(key);
    var entry = actual.get(key);
    if (wanted == null || entry == null || wanted.equals(entry.value())) {
      return Optional.empty();
    }
    return Optional.of(
        "topic %s has %s=%s, not %s: change it by kafka-configs.sh --alter --topic %s --add-config %s=%s"
            .formatted(spec.name(), key, entry.value(), wanted, spec.name(), key, wanted));
  }

  private static void sayIfSmaller(TopicSpec spec, Config actual) {
    var key = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    var wanted = spec.config().get(key);
    var entry = actual.get(key);
    if (wanted != null && entry != null && Long.parseLong(entry.value()) < Long.parseLong(wanted)) {
      LOG.warn(
          "Topic {} has {}={}, less than {}: a record beyond it would stop the app",
          spec.name(),
          key,
          entry.value(),
          wanted);
    }
  }

  /** Settings by topic; none of those that may not be looked at. */
  private static Map<String, Config> settings(Admin admin, List<TopicSpec> specs) {
    var resources =
        specs.stream()
            .map(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))
            .toList();
    var settings = new HashMap<String, Config>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach(
            (resource, answer) -> {
              try {
                settings.put(resource.name(), AdminCalls.answer(answer));
              } catch (AuthorizationException e) {
                LOG.warn(
                    "The settings of topic {} are not verified: {}",
                    resource.name(),
                    e.getMessage());
              }
            });
    return settings;
  }
}
