package dev.parallax.router;

import dev.parallax.runtime.streams.StreamsApp;
import dev.parallax.runtime.streams.StreamsProperties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The router's own topology and properties, but under at-least-once: what exactly once costs can be
 * measured so. The product does not offer it, as an execution could then have two outcomes.
 */
public final class AtLeastOnceRouter {
  private static final int LINGER_MS = 5;

  private AtLeastOnceRouter() {}

  /** Runs until the process is ended. */
  public static void main(String... args) {
    var context = OwnContext.of("router", args);
    var service = RouterService.create(context);
    var kafka = context.config().kafka();
    var properties =
        StreamsProperties.of(
            context.instance(), kafka.bootstrapServers(), service.properties(), kafka.properties());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    // Without transactions a record is read as soon as it is sent, so waiting would delay it.
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
    try (var app = new StreamsApp(service.topology(), properties, context.instance())) {
      app.start();
      service.started(app.streams());
      app.await();
    }
  }
}
