package dev.parallax.cli.drills;

/** What a drill can break in a sandbox. All of its regions are known ones. */
public interface Disruption {
  /**
   * Kills the agents of a region, as {@code kill -9} does; they are started again after a while.
   */
  void killAgents(String region);

  /** From now on nobody gets an answer from the endpoint of a region. */
  void cutHealth(String region);

  /** Ends {@link #cutHealth}. */
  void healHealth(String region);

  /**
   * From now on nothing that other regions send to a region's cluster, or it to theirs, gets there:
   * nobody is told, and connections stay open. What is asked within a region is answered.
   */
  void cutOff(String region);

  /** Ends {@link #cutOff}: what was held back gets there. */
  void reconnect(String region);

  /**
   * From now on nothing gets from one region to the other, where both have a control plane: neither
   * what is asked nor what is answered, about health or by a cluster. The way back stays as it is.
   */
  void cut(String from, String to);

  /** Ends {@link #cut}: what was held back gets there. */
  void heal(String from, String to);

  /**
   * Kills all apps of the control plane in a region, as {@code kill -9} does; they are started
   * again after a while.
   */
  void killApps(String region);
}
