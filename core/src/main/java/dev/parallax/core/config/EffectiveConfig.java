package dev.parallax.core.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The normalised configuration as a document again (C5). */
public final class EffectiveConfig {
  private static final int HASH = 12;

  private EffectiveConfig() {}

  /**
   * The document, every default filled in: maps in a fixed order, lists, texts, numbers and
   * booleans. Secrets of {@code kafka.properties} are masked. Read again, it gives the same
   * configuration but for those, and the same hash.
   */
  public static Map<String, Object> of(ParallaxConfig config) {
    var document = new LinkedHashMap<String, Object>();
    document.put("regions", config.regions().stream().map(EffectiveConfig::region).toList());
    document.put("controlPlane", controlPlane(config));
    document.put("routing", EffectiveRouting.of(config));
    var recovery = EffectiveRecovery.of(config);
    if (!recovery.isEmpty()) {
      document.put("disasterRecovery", recovery);
    }
    if (config.isFederated() || !config.replication().equals(Replication.NONE)) {
      document.put("replication", EffectiveReplication.of(config.replication()));
    }
    config
        .infrastructure()
        .accelerator()
        .ifPresent(accelerator -> document.put("globalAccelerator", accelerator(accelerator)));
    document.put("healthCheck", healthCheck(config.healthCheck()));
    document.put("agents", agents(config.agents()));
    document.put("executions", executions(config.executions()));
    document.put("input", input(config.input()));
    document.put("kafka", kafka(config.kafka()));
    document.put("schemaRegistry", schemaRegistry(config.schemaRegistry()));
    document.put("topics", topics(config.topics()));
    return document;
  }

  /**
   * First 12 hexadecimal digits of the SHA-256 of the document's canonical text. Secrets are masked
   * in it: a hash that everybody may see tells nothing about them.
   */
  public static String hash(ParallaxConfig config) {
    try {
      var text = CanonicalText.of(of(config)).getBytes(StandardCharsets.UTF_8);
      var digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Map<String, Object> region(Region region) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("id", region.id());
    fields.put("name", region.name());
    region.endpoint().ifPresent(endpoint -> fields.put("endpoint", endpoint.toString()));
    fields.put("primary", region.primary());
    fields.put("privateLink", region.privateLink());
    region.kafka().ifPresent(kafka -> fields.put("kafka", kafka(kafka)));
    region
        .schemaRegistry()
        .ifPresent(registry -> fields.put("schemaRegistry", schemaRegistry(registry)));
    return fields;
  }

  private static Map<String, Object> controlPlane(ParallaxConfig config) {
    var controlPlane = config.controlPlane();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("mode", Words.spell(ControlPlaneReader.MODES, controlPlane.mode()));
    fields.put("currentRegion", controlPlane.currentRegion());
    fields.put("regions", controlPlane.regions());
    config
        .infrastructure()
        .loadBalancer()
        .ifPresent(balancer -> fields.put("loadBalancer", loadBalancer(balancer)));
    if (config.isFederated()) {
      fields.put("federation", EffectiveReplication.federation(config));
    }
    return fields;
  }

  private static Map<String, Object> loadBalancer(Infrastructure.LoadBalancer balancer) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("type", Words.spell(InfrastructureReader.TYPES, balancer.type()));
    fields.put("healthCheck", Map.of("path", balancer.healthCheckPath()));
    return fields;
  }

  private static Map<String, Object> accelerator(Infrastructure.GlobalAccelerator accelerator) {
    var endpoints = new ArrayList<Map<String, Object>>();
    accelerator
        .weights()
        .forEach(
            (region, weight) -> {
              var endpoint = new LinkedHashMap<String, Object>();
              endpoint.put("region", region);
              endpoint.put("weight", Weights.print(weight));
              endpoints.add(endpoint);
            });
    var fields = new LinkedHashMap<String, Object>();
    fields.put("enabled", accelerator.enabled());
    fields.put("endpoints", endpoints);
    return fields;
  }

  private static Map<String, Object> healthCheck(HealthCheck check) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("interval", Durations.print(check.interval()));
    fields.put("timeout", Durations.print(check.timeout()));
    fields.put("unhealthyThreshold", check.unhealthyThreshold());
    fields.put("healthyThreshold", check.healthyThreshold());
    return fields;
  }

  private static Map<String, Object> agents(Agents agents) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("heartbeat", Durations.print(agents.heartbeat()));
    fields.put("ttl", Durations.print(agents.ttl()));
    return fields;
  }

  private static Map<String, Object> executions(Executions executions) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("timeout", Durations.print(executions.timeout()));
    fields.put("retries", executions.retries());
    fields.put("idempotence", Durations.print(executions.idempotence()));
    return fields;
  }

  private static Map<String, Object> input(InputLimits limits) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("maxBytes", limits.maxBytes());
    fields.put("maxDepth", limits.maxDepth());
    return fields;
  }

  private static Map<String, Object> kafka(Kafka kafka) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("bootstrapServers", kafka.bootstrapServers());
    fields.put("properties", Secrets.mask(kafka.properties()));
    return fields;
  }

  private static Map<String, Object> schemaRegistry(SchemaRegistry registry) {
    var fields = new LinkedHashMap<String, Object>();
    List<String> urls = new ArrayList<>();
    registry.urls().forEach(url -> urls.add(url.toString()));
    fields.put("urls", urls);
    registry.username().ifPresent(name -> fields.put("username", name));
    registry.passwordEnv().ifPresent(variable -> fields.put("passwordEnv", variable));
    registry.tokenEnv().ifPresent(variable -> fields.put("tokenEnv", variable));
    registry.tls().caFile().ifPresent(file -> fields.put("caFile", file));
    registry.tls().certificateFile().ifPresent(file -> fields.put("certificateFile", file));
    registry.tls().keyFile().ifPresent(file -> fields.put("keyFile", file));
    return fields;
  }

  private static Map<String, Object> topics(Topics topics) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("prefix", topics.prefix());
    fields.put("partitions", topics.partitions());
    fields.put("replicationFactor", topics.replicationFactor());
    return fields;
  }
}
