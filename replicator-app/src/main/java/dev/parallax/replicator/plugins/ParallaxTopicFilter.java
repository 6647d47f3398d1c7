package dev.parallax.replicator.plugins;

import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Globs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.mirror.TopicFilter;

/**
 * {@code topic.filter.class}: which topics of the source are copied, as {@link Carried} decides it
 * (P1, P5). MirrorMaker 2 asks again at every look at the source's topics.
 */
public final class ParallaxTopicFilter implements TopicFilter {

  /** What the names of our topics begin with; an exclusion holds with and without it. */
  public static final String PREFIX = "parallax.topics.prefix";

  /** Full names of topics that are copied whatever is excluded. */
  public static final String ALWAYS = "parallax.topics.always";

  /** Full names of topics. */
  public static final String TOPICS = "parallax.topics";

  /** Globs of further topics: {@code *} and {@code ?}. */
  public static final String GLOBS = "parallax.topics.globs";

  /** Globs of names that never leave their region: {@code *} and {@code ?}. */
  public static final String EXCLUDE = "parallax.exclude";

  private static final ConfigDef CONFIG =
      new ConfigDef()
          .define(
              PREFIX,
              ConfigDef.Type.STRING,
              "",
              ConfigDef.Importance.MEDIUM,
              "Prefix of our topics.")
          .define(
              ALWAYS,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.HIGH,
              "Topics by name, whatever is excluded.")
          .define(
              TOPICS, ConfigDef.Type.LIST, List.of(), ConfigDef.Importance.HIGH, "Topics by name.")
          .define(
              GLOBS,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.MEDIUM,
              "Globs of topics.")
          .define(
              EXCLUDE,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.HIGH,
              "Globs of names that never leave their region.");

  private Carried carried =
      new Carried("", List.of(), List.of(), List.of(), globs(List.of()), globs(List.of()));

  @Override
  public void configure(Map<String, ?> properties) {
    var config = new AbstractConfig(CONFIG, properties, false);
    carried =
        new Carried(
            config.getString(PREFIX),
            config.getList(ALWAYS),
            config.getList(TOPICS),
            List.of(),
            globs(config.getList(GLOBS)),
            globs(config.getList(EXCLUDE)));
  }

  @Override
  public boolean shouldReplicateTopic(String topic) {
    return carried.carries(topic);
  }

  private static Globs globs(List<String> globs) {
    return new Globs(globs);
  }
}
