package dev.parallax.health;

/** Names of the topology's sinks. */
final class Sinks {
  static final String AGENTS = "write-agents";
  static final String REGIONS = "write-regions";
  static final String HEARTBEATS_HOME = "return-heartbeats-home";
  static final String DEAD_HEARTBEATS = "write-dead-heartbeats";
  static final String DEAD_EVIDENCE = "write-dead-evidence";
  static final String FAILOVERS = "write-failovers";

  static final String SUMMARIES = "write-summaries";
  static final String BALLOTS = "write-ballots";

  private Sinks() {}
}
