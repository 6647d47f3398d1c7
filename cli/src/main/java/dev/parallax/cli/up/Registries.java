package dev.parallax.cli.up;

import dev.parallax.sandbox.SandboxRegistry;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicSpec;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one schema registry of a sandbox, or one for each region that has a control plane. */
final class Registries implements AutoCloseable {
  /** A registry that has just started may need long for its first schema. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ALL = "registry";

  private final SandboxPlan plan;
  private final Children children;
  private final Map<String, SandboxRegistry> byName = new LinkedHashMap<>();

  Registries(SandboxPlan plan, Children children) {
    this.plan = plan;
    this.children = children;
  }

  /**
   * Starts them. Those of several regions give the same ids to the same schemas (P6): to these, in
   * this order, before anybody else registers one.
   */
  void start(Progress progress, List<TopicSpec> topics) {
    for (var name : plan.homes().stream().map(this::name).distinct().toList()) {
      var registry = progress.step(name, () -> start(name));
      byName.put(name, registry);
      if (plan.apart()) {
        register(registry.url(), topics);
      }
    }
  }

  private SandboxRegistry start(String name) {
    return SandboxRegistry.start(
            SandboxRegistry.Options.defaults()
                .dataDirectory(children.directory().resolve(name))
                .logFile(children.log(name))
                .startTimeout(SupervisedChild.START)
                .progress(line -> {}))
        .closedByCaller();
  }

  private static void register(URI url, List<TopicSpec> topics) {
    try (var client =
        SchemaRegistryClient.builder(List.of(url))
            .requestTimeout(PATIENCE)
            .timeBudget(PATIENCE)
            .build()) {
      topics.forEach(new AvroCodecs(client)::prepare);
    }
  }

  private String name(SandboxRegion region) {
    return plan.apart() && plan.federated() ? ALL + "-" + region.id() : ALL;
  }

  /** The one that a region asks. */
  SandboxRegistry of(SandboxRegion region) {
    return byName.get(name(region));
  }

  /** Where they are, in the order of their regions. */
  List<URI> urls() {
    return byName.values().stream().map(SandboxRegistry::url).toList();
  }

  /** Their process ids by name. */
  Map<String, Long> pids() {
    var pids = new LinkedHashMap<String, Long>();
    byName.forEach((name, registry) -> pids.put(name, registry.pid()));
    return pids;
  }

  @Override
  public void close() {
    byName.values().forEach(SandboxRegistry::close);
  }
}
