package dev.parallax.health;

import dev.parallax.core.config.Region;
import dev.parallax.health.probe.ProbeWriter;
import dev.parallax.health.probe.Prober;
import dev.parallax.health.probe.Target;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topology with what runs beside it: the prober. */
final class HealthService implements App {
  private static final Logger LOG = LoggerFactory.getLogger(HealthService.class);

  private final AppContext context;
  private final HealthParts parts;
  private ProbeWriter writer;
  private Prober prober;

  private HealthService(AppContext context, HealthParts parts) {
    this.context = context;
    this.parts = parts;
  }

  static HealthService create(AppContext context) {
    var parts =
        new HealthParts(
            context.config(),
            context.topics(),
            context.codecs(),
            context.meters(),
            new FleetCensus(),
            new RegionsWritten(System::currentTimeMillis));
    context.readiness().check("regions", parts.written()::missing);
    return new HealthService(context, parts);
  }

  @Override
  public Topology topology() {
    return new HealthTopology(parts).build();
  }

  @Override
  public void started(KafkaStreams streams) {
    writer = ProbeWriter.open(context);
    prober =
        Prober.start(
            context.config().controlPlane().currentRegion(),
            targets(),
            context.config().healthCheck(),
            context.meters(),
            writer);
  }

  /** The other regions; their own probe them, not this one itself (H8). */
  private List<Target> targets() {
    var others =
        context.config().regions().stream()
            .filter(region -> !region.id().equals(context.config().controlPlane().currentRegion()))
            .toList();
    others.stream()
        .filter(region -> region.endpoint().isEmpty())
        .forEach(
            region ->
                LOG.warn(
                    "Region {} has no endpoint and is not probed from here: set"
                        + " regions[].endpoint if its health is to be known",
                    region.id()));
    return others.stream()
        .filter(region -> region.endpoint().isPresent())
        .map(HealthService::target)
        .toList();
  }

  private static Target target(Region region) {
    return Target.of(region.id(), region.endpoint().orElseThrow());
  }

  @Override
  public void close() {
    if (prober != null) {
      prober.close();
    }
    if (writer != null) {
      writer.close();
    }
  }
}
