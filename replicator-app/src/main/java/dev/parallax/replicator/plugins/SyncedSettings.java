package dev.parallax.replicator.plugins;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.mirror.ConfigPropertyFilter;

/**
 * {@code config.property.filter.class}: the settings in which a copy follows its source. How long
 * records are kept, how they are compacted and how large they may be belongs to the records;
 * everything else is the target's own affair. {@code message.timestamp.type} stays CreateTime at
 * the target, so that copies keep the times of their source.
 */
public final class SyncedSettings implements ConfigPropertyFilter {
  private static final Set<String> FOLLOWED =
      Set.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.RETENTION_MS_CONFIG,
          TopicConfig.RETENTION_BYTES_CONFIG,
          TopicConfig.SEGMENT_MS_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
          TopicConfig.DELETE_RETENTION_MS_CONFIG);

  @Override
  public boolean shouldReplicateConfigProperty(String property) {
    return isFollowed(property);
  }

  /** Whether a copy follows its source in this setting. */
  public static boolean isFollowed(String property) {
    return FOLLOWED.contains(property);
  }

  @Override
  public void configure(Map<String, ?> properties) {
    // The list is part of the promise, not of the configuration.
  }
}
