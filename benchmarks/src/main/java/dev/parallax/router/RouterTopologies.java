package dev.parallax.router;

import dev.parallax.benchmarks.fuzz.AppTopology;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Router;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.StoreBuilder;

/** The router as it is made at its start, without what runs beside its topology. */
public final class RouterTopologies {
  private static final String CONFIG_HASH = "0123456789abcdef";

  private RouterTopologies() {}

  /** That of the configuration's current region. */
  public static AppTopology of(
      ParallaxConfig config, Secrets secrets, AvroCodecs codecs, TopicCatalogue topics) {
    var meters = meters(config);
    var parts = parts(config, secrets, codecs, topics, meters);
    var stores =
        new ArrayList<StoreBuilder<?>>(
            List.of(
                ExecutionStore.builder(),
                ExecutionStore.requestsBuilder(),
                HeldStore.builder(),
                Traffic.builder(),
                ForwardedStore.builder()));
    return new AppTopology(
        new RoutingTopology(parts).build(), stores, RouterService.PROPERTIES, meters);
  }

  static Meters meters(ParallaxConfig config) {
    var names = SystemTopics.of(config).stream().map(TopicSpec::name).collect(Collectors.toSet());
    return new Meters(config.regionIds(), names, CONFIG_HASH);
  }

  static RouterParts parts(
      ParallaxConfig config,
      Secrets secrets,
      AvroCodecs codecs,
      TopicCatalogue topics,
      Meters meters) {
    var federation = Federation.of(config, Seals.of(config, secrets));
    var patterns = SystemTopics.standingPatterns(config);
    var offsets = StateOffsets.none(RouterService.stateTopics(topics, patterns, federation));
    var strategy = config.routing().strategy().name();
    return new RouterParts(
        config,
        topics,
        codecs,
        Router.of(config, CONFIG_HASH),
        new FleetHolder(offsets, 30_000),
        new RouterMeters(meters, config.regionIds(), federation.others(), strategy),
        new DecisionRecords(strategy, CONFIG_HASH),
        federation,
        Backlog.NONE);
  }
}
