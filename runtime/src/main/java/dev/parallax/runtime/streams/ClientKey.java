package dev.parallax.runtime.streams;

import java.util.List;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A property as Kafka Streams reads it: for which of its clients, and what.
 *
 * @param prefix {@code main.consumer.} and the like; empty = all clients that know it
 * @param name Kafka's own name of the property
 */
record ClientKey(String prefix, String name) {

  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  static ClientKey of(String key) {
    return PREFIXES.stream()
        .filter(key::startsWith)
        .findFirst()
        .map(prefix -> new ClientKey(prefix, key.substring(prefix.length())))
        .orElseGet(() -> new ClientKey("", key));
  }

  /**
   * Whether, were both set, some client that {@code other} is meant for would follow {@code key}.
   */
  static boolean shadows(String key, String other) {
    var first = of(key);
    var second = of(other);
    return first.name.equals(second.name)
        && first.prefix.length() > second.prefix.length()
        && first.prefix.endsWith(second.prefix);
  }
}
