package dev.parallax.benchmarks.peers;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a peer is started with.
 *
 * @param config as the router reads it
 * @param configHash of it (C5)
 * @param topics of it
 */
record Peer(ParallaxConfig config, String configHash, TopicCatalogue topics) {

  /** Reads a configuration. */
  static Peer of(Path file) {
    var config = ConfigFiles.load(file);
    var topics = new TopicCatalogue(config.topics().prefix(), config.topics().partitions());
    return new Peer(config, EffectiveConfig.hash(config), topics);
  }

  /**
   * The value of an option of the router's command line; others are left aside, so that routers and
   * peers are started alike.
   *
   * @throws IllegalArgumentException if it is missing
   */
  static Path path(String option, String... args) {
    int at = Arrays.asList(args).indexOf(option);
    if (at < 0 || at + 1 == args.length) {
      throw new IllegalArgumentException("add " + option + " and a path");
    }
    return Path.of(args[at + 1]);
  }

  /** A new client, which the caller closes. */
  SchemaRegistryClient registry() {
    return SchemaRegistryClient.builder(config.schemaRegistry().urls()).build();
  }

  String bootstrapServers() {
    return config.kafka().bootstrapServers();
  }

  /** Of consumers of the requests topic, and of transactions. */
  String group(String name) {
    return topics.requests().name().replace(".requests", "-" + name);
  }
}
