package dev.parallax.cli.config.reference;

import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.runtime.config.YamlDocuments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the model fills in where a document says nothing: read from the effective configuration of
 * documents that say as little as they may.
 */
final class ModelDefaults {
  private static final List<String> DOCUMENTS =
      List.of(
          "regions: [{id: a}]",
          """
          regions: [{id: a}, {id: b}]
          disasterRecovery:
            {mode: active-passive, standby: b, failover: {triggers: {maxErrorRate: 0.5}}}
          """,
          """
          regions: [{id: a, kafka: {bootstrapServers: "a:1"}}, {id: b, kafka: {bootstrapServers: "b:1"}}]
          controlPlane: {mode: federated}
          replication: {executions: {analytics: {enabled: true, destination: b}}}
          """);

  private final Map<String, String> byPath = new HashMap<>();

  ModelDefaults() {
    for (var document : DOCUMENTS) {
      var result = ConfigReader.readUngated(YamlDocuments.parse(document));
      if (!(result instanceof ConfigResult.Valid valid)) {
        throw new IllegalStateException("not valid: " + document + result);
      }
      collect("", EffectiveConfig.of(valid.config()));
    }
  }

  /** What holds at a path; empty if the model has nothing there. */
  Optional<String> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  private void collect(String path, Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, below) -> collect(path.isEmpty() ? key + "" : path + "." + key, below));
    } else if (value instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Map<?, ?>) {
      list.forEach(item -> collect(path + "[]", item));
    } else {
      byPath.putIfAbsent(path, shown(value));
    }
  }

  /** A list of one is shown as its item, which every such key accepts. */
  private static String shown(Object value) {
    return value instanceof List<?> list && list.size() == 1 ? list.get(0) + "" : value + "";
  }
}
