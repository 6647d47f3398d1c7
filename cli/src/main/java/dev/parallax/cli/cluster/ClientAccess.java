package dev.parallax.cli.cluster;

import dev.parallax.client.ParallaxClient;
import dev.parallax.schemas.SchemaRegistry;
import java.time.Duration;

/** Opens the Java client of a connection. */
public final class ClientAccess {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private ClientAccess() {}

  /**
   * A client, connected.
   *
   * @param patience how long it waits for an outcome at least
   * @throws dev.parallax.client.ParallaxException if it cannot connect
   */
  public static ParallaxClient connect(
      Connection connection, SchemaRegistry registry, Duration patience) {
    var builder =
        ParallaxClient.builder()
            .bootstrapServers(connection.bootstrapServers())
            .schemaRegistry(registry)
            .topicPrefix(connection.topics().prefix())
            .timeout(patience)
            .connectTimeout(CONNECT);
    connection.kafkaProperties().forEach(builder::kafkaProperty);
    return builder.connect();
  }
}
