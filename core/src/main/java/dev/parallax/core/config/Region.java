package dev.parallax.core.config;

import java.net.URI;
import java.util.Optional;

/**
 * A region.
 *
 * @param id its id (C2)
 * @param name for people; the id if none was given
 * @param endpoint base URL of its own control plane, probed at {@code /health/ready} (H8); absent
 *     means that it is not probed
 * @param primary whether it is the primary (C1)
 * @param privateLink whether it is reached by a private endpoint
 * @param kafka its own cluster, where control planes are federated; absent: the common one
 * @param schemaRegistry its own registry; absent: the common one
 */
public record Region(
    String id,
    String name,
    Optional<URI> endpoint,
    boolean primary,
    boolean privateLink,
    Optional<Kafka> kafka,
    Optional<SchemaRegistry> schemaRegistry) {

  /** Without a cluster of its own. */
  public Region(
      String id, String name, Optional<URI> endpoint, boolean primary, boolean privateLink) {
    this(id, name, endpoint, primary, privateLink, Optional.empty(), Optional.empty());
  }

  /** With another endpoint. */
  public Region withEndpoint(URI other) {
    return new Region(id, name, Optional.of(other), primary, privateLink, kafka, schemaRegistry);
  }

  /** With its own cluster at another address; without one it stays without. */
  public Region withBrokers(String bootstrapServers) {
    return new Region(
        id,
        name,
        endpoint,
        primary,
        privateLink,
        kafka.map(own -> new Kafka(bootstrapServers, own.properties())),
        schemaRegistry);
  }

  /** With a registry of its own: this one, unless it has one. */
  Region withRegistry(SchemaRegistry common) {
    return new Region(
        id,
        name,
        endpoint,
        primary,
        privateLink,
        kafka,
        schemaRegistry.or(() -> Optional.of(common)));
  }

  /** As the primary. */
  Region asPrimary() {
    return new Region(id, name, endpoint, true, privateLink, kafka, schemaRegistry);
  }
}
