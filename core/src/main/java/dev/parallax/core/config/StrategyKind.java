package dev.parallax.core.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The strategies by their spelling, and the keys that only they read. */
enum StrategyKind {
  LATENCY("latency"),
  AFFINITY("affinity"),
  CAPABILITY("capability"),
  WEIGHTED("weighted"),
  FAILOVER("failover");

  static final Map<String, StrategyKind> WORDS = words();

  private final String word;

  StrategyKind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** Keys of {@code routing} that it reads. */
  private List<String> keys() {
    return switch (this) {
      case LATENCY -> List.of("preferences");
      case AFFINITY -> List.of("rules");
      case CAPABILITY -> List.of();
      case WEIGHTED -> List.of("weights");
      case FAILOVER -> List.of("primary", "secondary", "failoverOrder", "failoverThreshold");
    };
  }

  /** Keys of {@code routing.config} that it reads. */
  private List<String> configKeys() {
    return switch (this) {
      case LATENCY -> List.of("maxLatency", "sameRegionBonus", "fallback");
      case AFFINITY, WEIGHTED -> List.of();
      case CAPABILITY -> List.of("regionCapabilities", "requireExactMatch");
      case FAILOVER ->
          List.of(
              "primary",
              "secondary",
              "failoverOrder",
              "failoverThreshold",
              "healthCheck",
              "failback");
    };
  }

  /** Whether it can choose while one region serves and the others stand by (C3). */
  boolean goesWithActivePassive() {
    return this == FAILOVER || this == AFFINITY;
  }

  /** Whether the weights of active-active decide anything (C1). */
  boolean readsWeights() {
    return this == WEIGHTED || this == AFFINITY;
  }

  /** Keys that any strategy reads in {@code routing}. */
  static List<String> allKeys() {
    return union(false);
  }

  /** Keys that any strategy reads in {@code routing.config}. */
  static List<String> allConfigKeys() {
    return union(true);
  }

  /** Refuses keys that only other strategies read. */
  void refuseOthers(Fields routing, Fields config) {
    for (var other : values()) {
      if (other != this) {
        refuse(other, routing, other.keys(), keys());
        refuse(other, config, other.configKeys(), configKeys());
      }
    }
  }

  private void refuse(StrategyKind other, Fields fields, List<String> theirs, List<String> own) {
    theirs.stream()
        .filter(key -> !own.contains(key))
        .forEach(key -> fields.at(key).ifPresent(at -> refuse(other, at)));
  }

  private void refuse(StrategyKind other, Cursor at) {
    at.refuse(
        "C3",
        "belongs to strategy: " + other.word + ", but the strategy is " + word + ": remove it");
  }

  private static List<String> union(boolean config) {
    var keys = new ArrayList<String>();
    for (var kind : values()) {
      keys.addAll(config ? kind.configKeys() : kind.keys());
    }
    return Collections.unmodifiableList(keys);
  }

  private static Map<String, StrategyKind> words() {
    var words = new LinkedHashMap<String, StrategyKind>();
    for (var kind : values()) {
      words.put(kind.word, kind);
    }
    return Collections.unmodifiableMap(words);
  }
}
