package dev.parallax.runtime.ops;

import java.net.URI;
import java.util.List;

/**
 * Where an agent finds its cluster, served as JSON under {@value #PATH} (its fields are the wire
 * contract). Holds no secrets.
 *
 * @param bootstrapServers Kafka's bootstrap servers, {@code host:port[,host:port...]}
 * @param schemaRegistryUrls base URLs of the registry, in the order to be tried
 * @param topicPrefix prefix of every topic
 * @param partitions partitions of every topic that is keyed by execution or agent
 * @param currentRegion region of this control plane
 * @param regions ids of all regions that it serves, in the configuration's order
 * @param agentHeartbeatMs how often an agent must say that it is there, in ms (H6)
 */
public record WellKnown(
    String bootstrapServers,
    List<URI> schemaRegistryUrls,
    String topicPrefix,
    int partitions,
    String currentRegion,
    List<String> regions,
    long agentHeartbeatMs) {

  /** Path of the document on the operations server. */
  public static final String PATH = "/.well-known/parallax";

  /** Makes the lists immutable. */
  public WellKnown {
    schemaRegistryUrls = List.copyOf(schemaRegistryUrls);
    regions = List.copyOf(regions);
  }
}
