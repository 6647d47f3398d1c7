package dev.parallax.benchmarks.fuzz;

import dev.parallax.schemas.TopicSpec;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that an app reads.
 *
 * @param topic as it is read
 * @param kind what it is called in the table and by {@code --topic}: its name without prefix and
 *     regions
 * @param original its name where it was written, which a seal covers
 * @param peer region that it is copied from; empty = it is the cluster's own
 */
record Read(TopicSpec topic, String kind, String original, Optional<String> peer) {

  /** One of the cluster's own. */
  static Read own(TopicSpec topic, String kind) {
    return new Read(topic, kind, topic.name(), Optional.empty());
  }

  /** One that is copied. */
  static Read copy(String peer, TopicSpec original, TopicSpec copy, String kind) {
    return new Read(copy, kind + " (copy)", original.name(), Optional.of(peer));
  }

  /** Whether the broker's clock stamps its records. */
  boolean isAppendTime() {
    return "LogAppendTime".equals(topic.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG));
  }
}
