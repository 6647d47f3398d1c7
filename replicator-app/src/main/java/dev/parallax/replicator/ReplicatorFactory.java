package dev.parallax.replicator;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.replicator.mirror.Mirroring;
import dev.parallax.replicator.part.Part;
import dev.parallax.replicator.relay.Relay;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppFactory;
import dev.parallax.runtime.fault.KnownFault;
import java.util.ArrayList;

/** Makes the replicator out of its parts. */
final class ReplicatorFactory implements AppFactory {
  @Override
  public void check(ParallaxConfig config) {
    if (!config.isFederated()) {
      throw new KnownFault(
          "all regions share one cluster (controlPlane.mode: global), so there is nothing to"
              + " replicate; run it only where controlPlane.mode is federated");
    }
  }

  @Override
  public App create(AppContext context) {
    var parts = new ArrayList<Part>(Relay.parts(context));
    parts.add(Mirroring.of(context));
    return ReplicatorService.create(context, parts);
  }
}
