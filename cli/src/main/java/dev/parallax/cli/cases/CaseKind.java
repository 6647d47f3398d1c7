package dev.parallax.cli.cases;

import dev.parallax.core.config.ConfigNode;

/** What cases test. */
public enum CaseKind {
  /** Where a request goes. */
  ROUTING("routing", "parallax routing test --cases"),
  /** What moves work between regions, along a timeline. */
  FAILOVER("failover", "parallax region test --cases");

  private final String word;
  private final String command;

  CaseKind(String word, String command) {
    this.word = word;
    this.command = command;
  }

  /** As people call it. */
  String word() {
    return word;
  }

  /** What tests it. */
  String command() {
    return command;
  }

  CaseKind other() {
    return this == ROUTING ? FAILOVER : ROUTING;
  }

  /** The kind of this case, which a timeline tells. */
  static CaseKind of(ConfigNode item) {
    return CaseFilesReader.find(item, "timeline").isPresent() ? FAILOVER : ROUTING;
  }
}
