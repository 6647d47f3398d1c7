package dev.parallax.cli.cluster;

import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.config.Secrets;
import dev.parallax.core.config.Topics;
import dev.parallax.events.AgentState;
import dev.parallax.runtime.topics.SystemTopics;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The cluster and the registry that a command talks to.
 *
 * @param bootstrapServers of the cluster
 * @param kafkaProperties further properties of every client, by Kafka's own names
 * @param registry the schema registry
 * @param topics how the topics are named
 * @param config the configuration; absent if only addresses are known
 * @param configHash hash of what the configuration's file says (C5), the same wherever it is looked
 *     from; absent if only addresses are known
 * @param region where it is looked from: the current one; absent if none is known
 * @param source how it was found, for people
 */
public record Connection(
    String bootstrapServers,
    Map<String, String> kafkaProperties,
    SchemaRegistry registry,
    Topics topics,
    Optional<ParallaxConfig> config,
    Optional<String> configHash,
    Optional<String> region,
    String source) {

  /** Names of topics where no configuration says otherwise. */
  static final Topics DEFAULT_TOPICS = new Topics("parallax.", 12, -1);

  /** Copies the properties. */
  public Connection {
    kafkaProperties = Map.copyOf(kafkaProperties);
  }

  /** Without what may be a secret. */
  @Override
  public String toString() {
    return "Connection[%s, %s, found by %s]"
        .formatted(bootstrapServers, Secrets.mask(kafkaProperties), source);
  }

  /** The cluster of a configuration: of its current region, where regions have their own. */
  public static Connection of(ParallaxConfig config, String source) {
    return in(config.controlPlane().currentRegion(), config, source);
  }

  /**
   * The cluster that is a region's.
   *
   * @throws IllegalArgumentException if the configuration defines no such region
   */
  public static Connection in(String region, ParallaxConfig config, String source) {
    var there = config.in(region);
    return new Connection(
        there.kafka().bootstrapServers(),
        there.kafka().properties(),
        there.schemaRegistry(),
        there.topics(),
        Optional.of(there),
        Optional.of(EffectiveConfig.hash(config)),
        Optional.of(region),
        config.isFederated() ? source + ", region " + region : source);
  }

  /** Whether every region has a cluster of its own. */
  public boolean isFederated() {
    return config.filter(ParallaxConfig::isFederated).isPresent();
  }

  /** The region whose control plane is asked; absent where one serves all regions. */
  public Optional<String> controlPlane() {
    return region.filter(id -> isFederated());
  }

  /** Where something was looked for, after a noun: empty where one cluster has all. */
  public String place() {
    return controlPlane().map(id -> " in the cluster of " + id).orElse("");
  }

  /** The regions whose control plane is another one than this cluster's (P7). */
  public List<String> peers() {
    return config
        .filter(ParallaxConfig::isFederated)
        .map(ParallaxConfig::otherRegionIds)
        .orElse(List.of());
  }

  /** Whether the routers of this cluster may ask the agent: it is in none of {@link #peers}. */
  public boolean hasHere(AgentState agent) {
    return !peers().contains(agent.getRegion());
  }

  Connection withBootstrapServers(String servers) {
    return new Connection(
        servers,
        kafkaProperties,
        registry,
        topics,
        config,
        configHash,
        region,
        "--bootstrap-servers");
  }

  /** The same cluster by another login: these properties instead of the configuration's. */
  public Connection withKafkaProperties(Map<String, String> properties) {
    return new Connection(
        bootstrapServers, properties, registry, topics, config, configHash, region, source);
  }

  Connection withRegistry(SchemaRegistry other) {
    return new Connection(
        bootstrapServers, kafkaProperties, other, topics, config, configHash, region, source);
  }

  /** Names and settings of the topics. */
  public TopicCatalogue catalogue() {
    return new TopicCatalogue(topics.prefix(), topics.partitions());
  }

  /** Every topic that this cluster must have; without a configuration those of no region. */
  public List<TopicSpec> systemTopics() {
    return config.map(SystemTopics::of).orElseGet(() -> catalogue().all(List.of()));
  }

  /** Ids of the configured regions, in order; empty if no configuration is known. */
  public List<String> regionIds() {
    return config.map(ParallaxConfig::regionIds).orElse(List.of());
  }

  /**
   * Properties of any Kafka client of a command: those of the configuration, and patience that fits
   * somebody who waits for an answer.
   */
  public Map<String, Object> clientProperties() {
    var properties = new HashMap<String, Object>();
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    properties.putAll(kafkaProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /** What to do when its broker does not answer. */
  public String adviceIfUnreachable() {
    return "no Kafka broker answers at "
        + bootstrapServers
        + " (found by "
        + source
        + "): start it, start a sandbox with 'parallax up', or name another by --bootstrap-servers";
  }
}
