package dev.parallax.runtime.app;

import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** What one app adds to what all of them share. Used by one thread. */
public interface App extends AutoCloseable {

  /** The topology that is run; asked for once. */
  Topology topology();

  /**
   * Streams properties that this topology needs, such as {@code producer.max.request.size}. They
   * replace the runtime's defaults and give way to {@code kafka.properties} of the configuration.
   */
  default Map<String, Object> properties() {
    return Map.of();
  }

  /**
   * The topology has been started: its global stores are filled, its partitions are perhaps not
   * assigned yet. What is thrown here ends the process.
   */
  default void started(KafkaStreams streams) {}

  /** The topology has ended, or could not be started: ends what the app started besides it. */
  @Override
  default void close() {}
}
