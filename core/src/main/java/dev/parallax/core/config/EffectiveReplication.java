package dev.parallax.core.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is copied between clusters, as a document (C5). */
final class EffectiveReplication {
  private EffectiveReplication() {}

  /** {@code replication}. */
  static Map<String, Object> of(Replication replication) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("patterns", patterns(replication.patterns()));
    fields.put("executions", executions(replication.executions()));
    fields.put("topics", replication.topics());
    return fields;
  }

  /** {@code controlPlane.federation}. */
  static Map<String, Object> federation(ParallaxConfig config) {
    var replication = config.replication();
    var sync = new LinkedHashMap<String, Object>();
    sync.put("patterns", replication.patterns().enabled());
    sync.put("agents", replication.agents());
    sync.put("executions", replication.executions().enabled());
    var fields = new LinkedHashMap<String, Object>();
    if (!config.controlPlane().peers().isEmpty()) {
      fields.put(
          "peers", config.controlPlane().peers().stream().map(EffectiveReplication::peer).toList());
    }
    fields.put("sync", sync);
    return fields;
  }

  private static Map<String, Object> peer(Peer peer) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("region", peer.region());
    fields.put("endpoint", peer.endpoint().toString());
    peer.authSecret().ifPresent(name -> fields.put("authSecret", name));
    return fields;
  }

  private static Map<String, Object> patterns(Replication.Patterns patterns) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("enabled", patterns.enabled());
    fields.put("mode", Words.spell(ReplicationReader.MODES, patterns.mode()));
    fields.put("excludePatterns", patterns.excludePatterns());
    fields.put(
        "onUnavailable", Words.spell(ReplicationReader.ON_UNAVAILABLE, patterns.onUnavailable()));
    fields.put("timeout", Durations.print(patterns.timeout()));
    return fields;
  }

  private static Map<String, Object> executions(Replication.Executions executions) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("enabled", executions.enabled());
    executions
        .analytics()
        .ifPresent(
            analytics -> {
              var below = new LinkedHashMap<String, Object>();
              below.put("enabled", true);
              below.put("destination", analytics.destination());
              below.put("delay", Durations.print(analytics.delay()));
              fields.put("analytics", below);
            });
    return fields;
  }
}
