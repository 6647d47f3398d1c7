package dev.parallax.health.probe;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.OperationsAccess;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    var client = client(System.getenv());
    var writer = ProbeWriter.open(context);
    var prober =
        Prober.start(
            config.controlPlane().currentRegion(),
            targets(config),
            config.healthCheck(),
            client,
            context.meters(),
            writer);
    return new Probing(writer, prober);
  }

  /** Trusts the authorities of operations servers; shows no credentials, which no probe needs. */
  private static HttpClient.Builder client(Map<String, String> environment) {
    try {
      return OperationsAccess.of(environment).client();
    } catch (AccessException e) {
      throw new KnownFault(e.getMessage(), e);
    }
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
