package dev.parallax.health.probe;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.app.AppContext;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this process does as the observer of its region: a prober and the writer of its probes. */
public final class Probing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Probing.class);

  private final ProbeWriter writer;
  private final Prober prober;

  private Probing(ProbeWriter writer, Prober prober) {
    this.writer = writer;
    this.prober = prober;
  }

  /** Starts to probe every other region that has an endpoint. */
  public static Probing start(AppContext context) {
    var config = context.config();
    var writer = ProbeWriter.open(context);
    var prober =
        Prober.start(
            config.controlPlane().currentRegion(),
            targets(config),
            config.healthCheck(),
            context.meters(),
            writer);
    return new Probing(writer, prober);
  }

  /** The other regions; their own probe them, not this one itself (H8). */
  static List<Target> targets(ParallaxConfig config) {
    var targets = new ArrayList<Target>();
    for (var region : config.otherRegionIds()) {
      config
          .probedAt(region)
          .ifPresentOrElse(
              endpoint -> targets.add(Target.of(region, endpoint)),
              () ->
                  LOG.warn(
                      "Region {} has no endpoint and is not probed from here: set"
                          + " regions[].endpoint if its health is to be known",
                      region));
    }
    return List.copyOf(targets);
  }

  @Override
  public void close() {
    prober.close();
    writer.close();
  }
}
