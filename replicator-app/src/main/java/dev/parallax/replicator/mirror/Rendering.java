package dev.parallax.replicator.mirror;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.Secrets;
import dev.parallax.core.replication.Flow;
import dev.parallax.replicator.plugins.ExcludedName;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.mirror.MirrorMakerConfig;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;
import org.apache.kafka.connect.mirror.SourceAndTarget;

/**
 * A flow as a connector for a Connect cluster of the user's own, beside the target: the same
 * connector with the same plug-ins, tuning and exclusions as the replicator runs.
 */
public final class Rendering {

  private static final String TARGET = "target.cluster.";
  private static final String PRODUCER = "target.producer.";

  /** What counts in this process only. */
  private static final Set<String> HERE_ONLY =
      Set.of(
          "metric.reporters",
          "heartbeats.topic.replication.factor",
          CopiedBytes.FLOW,
          "predicates.name." + ExcludedName.COUNT_AS);

  private Rendering() {}

  /**
   * What {@code POST /connectors} of Connect takes, secrets masked.
   *
   * @param config from the flow's target: with the addresses as they are reached from there
   * @return {@code name} and {@code config}
   * @throws IllegalArgumentException if a region of the flow is not configured
   */
  public static Map<String, Object> connector(ParallaxConfig config, Flow flow) {
    var target = config.in(flow.target());
    return new TreeMap<>(
        Map.of(
            "name",
            "parallax-" + flow.source() + "-to-" + flow.target(),
            "config",
            settings(MirrorProperties.of(target, flow))));
  }

  private static SortedMap<String, String> settings(MirrorProperties properties) {
    var flow = properties.flow();
    var all =
        new MirrorMakerConfig(properties.all())
            .connectorBaseConfig(
                new SourceAndTarget(flow.source(), flow.target()), MirrorSourceConnector.class);
    var settings = new TreeMap<String, String>();
    all.forEach(
        (key, value) -> {
          if (belongsToTheConnector(key)) {
            settings.put(key, value);
          }
          if (key.startsWith(PRODUCER)) {
            settings.put("producer.override." + key.substring(PRODUCER.length()), value);
          }
        });
    settings.put("name", "parallax-" + flow.source() + "-to-" + flow.target());
    settings.put("exactly.once.support", "required");
    settings.put("key.converter", ByteArrayConverter.class.getName());
    settings.put("value.converter", ByteArrayConverter.class.getName());
    settings.put("header.converter", ByteArrayConverter.class.getName());
    return new TreeMap<>(Secrets.mask(settings));
  }

  /** What the worker has to know stands among what belongs to the target's cluster. */
  private static boolean belongsToTheConnector(String key) {
    return !HERE_ONLY.contains(key)
        && !key.startsWith(PRODUCER)
        && (!key.startsWith(TARGET)
            || AdminClientConfig.configNames().contains(key.substring(TARGET.length())));
  }
}
