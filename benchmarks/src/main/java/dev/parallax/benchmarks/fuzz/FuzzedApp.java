package dev.parallax.benchmarks.fuzz;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.health.HealthTopologies;
import dev.parallax.replicator.view.ViewTopologies;
import dev.parallax.router.RouterTopologies;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The apps, in both modes. */
enum FuzzedApp {
  /** The router of one control plane. */
  ROUTER(false),
  /** The router of a region. */
  FEDERATED_ROUTER(true),
  /** The health application of one control plane. */
  HEALTH(false),
  /** The health application of a region. */
  FEDERATED_HEALTH(true),
  /** The replicator's view of patterns. */
  VIEW(true);

  private final boolean federated;

  FuzzedApp(boolean federated) {
    this.federated = federated;
  }

  ParallaxConfig config(String routing) {
    return World.config(federated, routing);
  }

  AppTopology topology(ParallaxConfig config, AvroCodecs codecs, TopicCatalogue topics) {
    return switch (this) {
      case ROUTER, FEDERATED_ROUTER -> RouterTopologies.of(config, World.SECRETS, codecs, topics);
      case HEALTH, FEDERATED_HEALTH -> HealthTopologies.of(config, World.SECRETS, codecs, topics);
      case VIEW -> ViewTopologies.of(config, codecs, topics);
    };
  }

  Canary canary(AvroCodecs codecs, TopicCatalogue topics) {
    return switch (this) {
      case ROUTER, FEDERATED_ROUTER -> new RouterCanary(codecs, topics);
      case HEALTH, FEDERATED_HEALTH -> new HealthCanary(codecs, topics);
      case VIEW -> new ViewCanary(codecs, topics);
    };
  }

  /** Topics that it reads. */
  List<Read> reads(ParallaxConfig config, TopicCatalogue topics) {
    var reads = new ArrayList<Read>();
    switch (this) {
      case ROUTER, FEDERATED_ROUTER -> {
        own(reads, topics.requests(), topics.results(), topics.cancellations());
        own(reads, topics.agents(), topics.regions(), SystemTopics.standingPatterns(config));
      }
      case HEALTH, FEDERATED_HEALTH -> {
        own(reads, topics.heartbeats(), topics.probes(), topics.traffic());
        own(reads, topics.commands(), topics.agents());
      }
      case VIEW -> own(reads, topics.patterns(), topics.publications());
    }
    if (federated) {
      config.otherRegionIds().forEach(peer -> copies(reads, topics, peer));
    }
    return List.copyOf(reads);
  }

  private void copies(List<Read> reads, TopicCatalogue topics, String peer) {
    var copied =
        switch (this) {
          case FEDERATED_ROUTER ->
              Map.of(
                  "summaries", topics.summaries(),
                  "forward", topics.forward(Names.HERE),
                  "returned", topics.returned(Names.HERE));
          case FEDERATED_HEALTH ->
              Map.of(
                  "summaries", topics.summaries(),
                  "ballots", topics.ballots(),
                  "commands", topics.commands());
          default -> Map.of("patterns", topics.patterns(), "publications", topics.publications());
        };
    copied.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                reads.add(
                    Read.copy(
                        peer,
                        entry.getValue(),
                        topics.copy(peer, entry.getValue()),
                        entry.getKey())));
  }

  private static void own(List<Read> reads, TopicSpec... topics) {
    for (var topic : topics) {
      reads.add(Read.own(topic, topic.name().substring(topic.name().indexOf('.') + 1)));
    }
  }
}
