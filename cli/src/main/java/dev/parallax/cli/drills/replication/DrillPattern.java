package dev.parallax.cli.drills.replication;

import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.events.PatternDefinition;
import java.util.Optional;

/** The pattern that drills of replication apply. */
final class DrillPattern {
  private DrillPattern() {}

  /**
   * The pattern as it is written to the topic of patterns.
   *
   * @param at when it is applied, ms since the epoch
   */
  static PatternDefinition of(String name, String version, String region, long at) {
    var text =
        """
        name: %s
        version: %s
        agents: {capabilities: [analysis], region: eu-west-1}
        """
            .formatted(name, version);
    if (PatternDocument.read(text) instanceof PatternDocument.Valid valid) {
      return valid.document().applied(region, at, Optional.of("parallax up"));
    }
    throw new IllegalStateException("the drill's pattern is faulty: " + text);
  }
}
