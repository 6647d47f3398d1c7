package dev.parallax.replicator.relay;

import dev.parallax.replicator.part.Part;
import dev.parallax.runtime.app.AppContext;
import java.util.List;

/** Writes this region's outcomes to the topics that are carried to other regions (P4). */
public final class Relay {
  private Relay() {}

  /** A part for each topic that the configuration switches on; often none. */
  public static List<Part> parts(AppContext context) {
    return Lane.of(context.config().replication().executions(), context.topics()).stream()
        .<Part>map(lane -> LaneLoop.of(lane, context))
        .toList();
  }
}
