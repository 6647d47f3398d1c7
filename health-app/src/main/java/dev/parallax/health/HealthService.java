package dev.parallax.health;

import dev.parallax.health.console.Console;
import dev.parallax.health.probe.Probing;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.time.AppClock;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The topology with what runs beside it: the prober, and what the console reads. */
final class HealthService implements App {
  /**
   * One instance keeps a copy of the other's state, where there are two: what takes over has no
   * changelog to read first.
   */
  static final Map<String, Object> PROPERTIES =
      Map.of(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);

  private final AppContext context;
  private final HealthParts parts;
  private final Console console;
  private Probing probing;

  private HealthService(AppContext context, HealthParts parts, Console console) {
    this.context = context;
    this.parts = parts;
    this.console = console;
  }

  static HealthService create(AppContext context, Console console) {
    var parts =
        new HealthParts(
            context.config(),
            context.topics(),
            context.codecs(),
            context.meters(),
            new FleetCensus(),
            new RegionsWritten(AppClock::millis),
            Seals.of(context.config(), new Secrets(System.getenv())),
            AgreedFormats.OF_THIS_RELEASE);
    parts.countFromZero();
    context.readiness().check("regions", parts.written()::missing);
    console.open(context);
    return new HealthService(context, parts, console);
  }

  @Override
  public Topology topology() {
    return new HealthTopology(parts).build();
  }

  @Override
  public Map<String, Object> properties() {
    return PROPERTIES;
  }

  @Override
  public void started(KafkaStreams streams) {
    probing = Probing.start(context);
  }

  @Override
  public void close() {
    console.close();
    if (probing != null) {
      probing.close();
    }
  }
}
