package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.console.CommandFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long the broker keeps what is in a topic.
 *
 * @param policies its {@code cleanup.policy}
 * @param retentionMs {@code retention.ms}; negative: for ever
 * @param segmentMs {@code segment.ms}: a record goes with its segment
 */
record TopicKeeping(Set<String> policies, long retentionMs, long segmentMs) {

  boolean isCompacted() {
    return policies.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  /** Until when a record is there at least, ms since the epoch; absent: no time ends it. */
  OptionalLong keptUntil(long timestamp) {
    return policies.contains(TopicConfig.CLEANUP_POLICY_DELETE) && retentionMs >= 0
        ? OptionalLong.of(timestamp + retentionMs)
        : OptionalLong.empty();
  }

  /** When it is gone at the latest, while the topic is written to; absent: no time ends it. */
  OptionalLong goneBy(long timestamp) {
    var until = keptUntil(timestamp);
    return until.isPresent() ? OptionalLong.of(until.getAsLong() + segmentMs) : until;
  }

  /**
   * Asks the broker.
   *
   * @throws CommandFailure if it does not say
   */
  static Map<String, TopicKeeping> of(ClusterAdmin admin, Collection<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    try {
      var keeping = new HashMap<String, TopicKeeping>();
      admin
          .client()
          .describeConfigs(resources)
          .all()
          .get()
          .forEach((resource, config) -> keeping.put(resource.name(), of(config)));
      return keeping;
    } catch (ExecutionException refused) {
      throw CommandFailure.failed(
          "the cluster does not say how long its topics are kept (the right DescribeConfigs is"
              + " needed): "
              + refused.getCause().getMessage(),
          refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while asking for topics", stopped);
    }
  }

  private static TopicKeeping of(Config config) {
    return new TopicKeeping(
        Arrays.stream(config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().split(","))
            .map(String::strip)
            .collect(Collectors.toUnmodifiableSet()),
        Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value()),
        Long.parseLong(config.get(TopicConfig.SEGMENT_MS_CONFIG).value()));
  }
}
