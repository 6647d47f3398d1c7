package dev.parallax.replicator.view;

/** Names of the topology's sinks. */
final class Sinks {
  static final String VIEW = "write-patterns-view";
  static final String DEAD_PATTERNS = "write-dead-patterns";

  private Sinks() {}
}
