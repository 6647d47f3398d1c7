package dev.parallax.schemas;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * One topic as it must exist before an application starts.
 *
 * @param name full name, prefix included
 * @param value schema of the values; empty if they are kept as they were read (dead letters)
 * @param partitions number of partitions, at least 1; never changed in place
 * @param config topic settings by Kafka's own names; what is not named is left to the broker
 * @param purpose what the topic is for, one sentence for people
 */
public record TopicSpec(
    String name,
    Optional<Schema> value,
    int partitions,
    Map<String, String> config,
    String purpose) {

  /** Copies {@code config}. */
  public TopicSpec {
    config = Map.copyOf(config);
  }

  /** The registry's subject of the values: {@code <topic>-value}. */
  public String subject() {
    return name + "-value";
  }
}
