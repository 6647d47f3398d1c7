package dev.parallax.client;

import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.access.AccessException;
import dev.parallax.schemas.access.OperationsAccess;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Where the cluster is: either a control plane's URL, or bootstrap servers and schema registry.
 * What is set here wins over what the control plane says.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ClusterBuilder<B extends ClusterBuilder<B>>
    permits ParallaxClient.Builder, HostBuilder {
  private static final String DEFAULT_PREFIX = "parallax.";

  /** Partition counts are the broker's; the catalogue only gives names here. */
  private static final int ANY_PARTITIONS = 1;

  private final Map<String, String> kafka = new TreeMap<>();
  private String bootstrapServers;
  private URI controlPlaneUrl;
  private Optional<OperationsAccess> controlPlaneAccess = Optional.empty();
  private List<URI> registryUrls;
  private UnaryOperator<SchemaRegistryClient.Builder> registrySettings = UnaryOperator.identity();
  private SchemaRegistry registry;
  private String topicPrefix;

  ClusterBuilder() {}

  abstract B self();

  /** Kafka's bootstrap servers, {@code host:port[,host:port...]}. */
  public B bootstrapServers(String servers) {
    bootstrapServers = servers;
    return self();
  }

  /** Base URL of a control plane, which is asked for {@code /.well-known/parallax}. */
  public B controlPlaneUrl(String url) {
    controlPlaneUrl = URI.create(url);
    return self();
  }

  /**
   * How the control plane is asked: credentials and trust. Unless set, the environment says ({@link
   * OperationsAccess#of}): {@code PARALLAX_OPERATIONS_TOKEN}, or {@code PARALLAX_OPERATIONS_USER}
   * and {@code PARALLAX_OPERATIONS_PASSWORD}, and {@code PARALLAX_OPERATIONS_CA}.
   */
  public B controlPlaneAccess(OperationsAccess access) {
    controlPlaneAccess = Optional.of(access);
    return self();
  }

  /**
   * Base URLs of the schema registry, in the order to be tried, such as {@code
   * http://localhost:8081/apis/ccompat/v7}.
   */
  public B schemaRegistry(String... urls) {
    registryUrls = Arrays.stream(urls).map(URI::create).toList();
    return self();
  }

  /** A registry of the caller's own, which is not closed. */
  public B schemaRegistry(SchemaRegistry own) {
    registry = own;
    return self();
  }

  /** Further settings of the registry's client: credentials, trust, timeouts. */
  public B schemaRegistrySettings(UnaryOperator<SchemaRegistryClient.Builder> settings) {
    registrySettings = settings;
    return self();
  }

  /** Prefix of every topic; {@code parallax.} unless the control plane says otherwise. */
  public B topicPrefix(String prefix) {
    topicPrefix = prefix;
    return self();
  }

  /**
   * A property of every Kafka client that is made, such as {@code security.protocol}. Those that
   * the protocol fixes (isolation level, acknowledgements, partitioner, group, creation of topics)
   * are not taken over.
   */
  public B kafkaProperty(String name, String value) {
    kafka.put(name, value);
    return self();
  }

  /**
   * @throws IllegalStateException if it does not say where the cluster is
   */
  final void requireCluster() {
    if (controlPlaneUrl == null && bootstrapServers == null) {
      throw new IllegalStateException("controlPlaneUrl or bootstrapServers must be set");
    }
    if (controlPlaneUrl == null && registryUrls == null && registry == null) {
      throw new IllegalStateException("schemaRegistry must be set beside bootstrapServers");
    }
  }

  /**
   * Finds the cluster; asks the control plane, if there is one, once.
   *
   * @throws ParallaxException if the control plane does not say
   */
  final Cluster cluster() {
    var said = controlPlaneUrl == null ? null : ControlPlane.ask(controlPlaneUrl, access());
    if (said != null) {
      check(said);
    }
    return new Cluster(
        bootstrapServers == null ? said.bootstrapServers() : bootstrapServers,
        registry == null
            ? open(registryUrls == null ? said.schemaRegistryUrls() : registryUrls)
            : registry,
        new TopicCatalogue(prefix(said), ANY_PARTITIONS),
        Map.copyOf(kafka),
        Optional.ofNullable(said).flatMap(ControlPlane::heartbeat));
  }

  private OperationsAccess access() {
    try {
      return controlPlaneAccess.orElseGet(() -> OperationsAccess.of(System.getenv()));
    } catch (AccessException e) {
      throw new ParallaxException(e.getMessage(), e);
    }
  }

  /** Refuses a control plane that does not fit. */
  void check(ControlPlane said) {}

  private String prefix(ControlPlane said) {
    if (topicPrefix != null) {
      return topicPrefix;
    }
    return said == null ? DEFAULT_PREFIX : said.topicPrefix();
  }

  private OwnedRegistry open(List<URI> urls) {
    return new OwnedRegistry(registrySettings.apply(SchemaRegistryClient.builder(urls)).build());
  }
}
