package dev.parallax.replicator.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.replication.Globs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * Holds for a record of a pattern that never leaves its region: the key is a name that matches a
 * glob (P1). With the built-in {@code Filter} transform such records are not copied. Only records
 * of the topics named are looked at: keys of others are not names of patterns.
 */
public final class ExcludedName<R extends ConnectRecord<R>> implements Predicate<R> {

  /** Globs of names: {@code *} and {@code ?}. */
  public static final String EXCLUDE = "exclude";

  /** Names of the topics whose keys are names of patterns, as the target calls them. */
  public static final String TOPICS = "topics";

  /** Under which name {@link Excluded} counts; usually the flow. */
  public static final String COUNT_AS = "count.as";

  private static final ConfigDef CONFIG =
      new ConfigDef()
          .define(
              EXCLUDE,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.HIGH,
              "Globs of names that never leave their region.")
          .define(
              TOPICS,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.HIGH,
              "Topics at the target whose keys are names of patterns.")
          .define(
              COUNT_AS,
              ConfigDef.Type.STRING,
              "",
              ConfigDef.Importance.LOW,
              "Name under which excluded records are counted.");

  private Globs exclude = new Globs(List.of());
  private Set<String> topics = Set.of();
  private Excluded excluded = Excluded.of("");

  @Override
  public ConfigDef config() {
    return CONFIG;
  }

  @Override
  public void configure(Map<String, ?> properties) {
    var config = new AbstractConfig(CONFIG, properties, false);
    exclude = new Globs(config.getList(EXCLUDE));
    topics = Set.copyOf(config.getList(TOPICS));
    excluded = Excluded.of(config.getString(COUNT_AS));
  }

  @Override
  public boolean test(R record) {
    boolean stays = topics.contains(record.topic()) && matches(record.key());
    if (stays) {
      excluded.count();
    }
    return stays;
  }

  /** Under MirrorMaker 2 keys are bytes, whatever the converters of the worker. */
  private boolean matches(Object key) {
    return key instanceof byte[] bytes
        ? exclude.matches(new String(bytes, UTF_8))
        : key instanceof String text && exclude.matches(text);
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
