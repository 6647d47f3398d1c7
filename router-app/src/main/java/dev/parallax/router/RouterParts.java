package dev.parallax.router;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Router;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.input.Deadlines;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the processors of one process share, and makers of what each of them needs for itself.
 *
 * @param config the configuration
 * @param topics its topics
 * @param codecs readers and writers of records
 * @param router the decision
 * @param fleet the live snapshot
 * @param meters of this process
 * @param records of decisions
 */
record RouterParts(
    ParallaxConfig config,
    TopicCatalogue topics,
    AvroCodecs codecs,
    Router router,
    FleetHolder fleet,
    RouterMeters meters,
    DecisionRecords records) {

  RequestReader requestReader() {
    return new RequestReader(codecs.decoder(ExecutionRequest.class), config);
  }

  Encoders encoders() {
    return new Encoders(codecs, topics, config.regionIds());
  }

  DecideRoute decideRoute(ExecutionStore executions, Encoders encoders) {
    return new DecideRoute(
        config.executions(), Deadlines.of(config), router, executions, encoders, meters, records);
  }

  /** Follows the paths that the configuration and the current patterns read, for one thread. */
  InputPaths inputPaths() {
    return new InputPaths(router.inputPaths());
  }

  /** The paths that are kept of an input: made anew only when the patterns' own change. */
  static final class InputPaths {
    private final Set<String> configured;
    private Set<String> ofPatterns = Set.of();
    private Set<String> all;

    InputPaths(Set<String> configured) {
      this.configured = configured;
      this.all = Set.copyOf(configured);
    }

    Set<String> with(Set<String> patterns) {
      if (patterns != ofPatterns) {
        var union = new TreeSet<>(configured);
        union.addAll(patterns);
        all = Set.copyOf(union);
        ofPatterns = patterns;
      }
      return all;
    }
  }
}
