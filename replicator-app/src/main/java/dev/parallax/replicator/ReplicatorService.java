package dev.parallax.replicator;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.replicator.part.Part;
import dev.parallax.replicator.registry.SchemaIds;
import dev.parallax.replicator.view.SchemaCheck;
import dev.parallax.replicator.view.ViewParts;
import dev.parallax.replicator.view.ViewTopology;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.RegistryAccess;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/** The topology of the view with the parts that run beside it. */
final class ReplicatorService implements App {
  private final ViewParts view;
  private final List<Part> parts;

  private ReplicatorService(ViewParts view, List<Part> parts) {
    this.view = view;
    this.parts = parts;
  }

  static ReplicatorService create(AppContext context, List<Part> parts) {
    return new ReplicatorService(
        ViewParts.of(
            context.config(),
            context.topics(),
            context.codecs(),
            context.meters(),
            schemas(context.config())),
        List.copyOf(parts));
  }

  private static SchemaCheck schemas(ParallaxConfig config) {
    return (source, topic, id) ->
        SchemaIds.of(config, source, settings -> RegistryAccess.client(settings, System.getenv()))
            .difference(topic, id);
  }

  @Override
  public Topology topology() {
    return new ViewTopology(view).build();
  }

  @Override
  public Map<String, Object> properties() {
    return ViewTopology.PROPERTIES;
  }

  @Override
  public void started(KafkaStreams streams) {
    parts.forEach(Part::start);
  }

  /** One that fails to close must not keep the others running. */
  @Override
  public void close() {
    RuntimeException failed = null;
    for (int last = parts.size() - 1; last >= 0; last--) {
      try {
        parts.get(last).close();
      } catch (RuntimeException e) {
        if (failed == null) {
          failed = e;
        } else {
          failed.addSuppressed(e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
