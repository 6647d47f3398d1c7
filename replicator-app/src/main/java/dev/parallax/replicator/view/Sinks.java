package dev.parallax.replicator.view;

/** Names of the topology's sinks. */
final class Sinks {
  static final String VIEW = "write-patterns-view";
  static final String DEAD_PATTERNS = "write-dead-patterns";
  static final String DEAD_PUBLICATIONS = "write-dead-publications";
  static final String PUBLICATIONS = "write-publications";
  static final String OWN_PATTERNS = "write-own-patterns";

  private Sinks() {}
}
