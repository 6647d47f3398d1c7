package dev.parallax.runtime.ops;

import java.util.Locale;

/**
 * A label of a metric. Its values come from the configuration or from a closed list, so that their
 * number is bounded whatever arrives on a topic.
 */
public enum MetricLabel {
  /** A region. */
  REGION("a configured region, or `other`"),
  /** Where something starts. */
  FROM("a configured region, or `other`"),
  /** Where something goes. */
  TO("a configured region, or `other`"),
  /** Where a request arose. */
  ORIGIN("the region in which a request arose (R2), whose control plane has it, or `other`"),
  /** How regions are chosen. */
  STRATEGY("the configured strategy, such as `latency`"),
  /** What is executed. */
  PATTERN(
      "one of the first "
          + PatternLabels.MOST
          + " patterns that the process executes, `other` for the rest, `none` for a request by"
          + " capabilities"),
  /** Why. */
  REASON(
      "of a closed list: R19, why a record became a dead letter, or why a peer's was ignored or its"
          + " part sent back"),
  /** How an execution ended. */
  STATUS("of a closed list: X9"),
  /** What happened. */
  KIND("of a closed list: F7, or what is forwarded"),
  /** How a probe ended. */
  RESULT("`ok` or `failed`"),
  /** A topic of ours. */
  TOPIC("a topic of the configuration, or `other`"),
  /** A partition of the requests topic. */
  PARTITION(
      "a partition of the requests topic: each is counted by the one process that has it, so sum"
          + " over it"),
  /** From region to region. */
  FLOW("a flow of replication, `source>target`"),
  /** Which configuration. */
  HASH("the hash of the process's configuration (C5)");

  private final String bound;

  MetricLabel(String bound) {
    this.bound = bound;
  }

  /** As Prometheus shows it. */
  public String exposedName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which values it has, for people. */
  public String bound() {
    return bound;
  }
}
