package dev.parallax.core.config;

import java.util.Map;

/**
 * The Kafka cluster.
 *
 * @param bootstrapServers {@code host:port[,host:port...]}
 * @param properties further properties of every client, such as its security, by Kafka's own names
 */
public record Kafka(String bootstrapServers, Map<String, String> properties) {
  /** Copies the properties. */
  public Kafka {
    properties = Map.copyOf(properties);
  }

  /** Without what may be a secret. */
  @Override
  public String toString() {
    return "Kafka[" + bootstrapServers + ", " + Secrets.mask(properties) + "]";
  }
}
