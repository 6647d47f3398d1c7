package dev.parallax.cli.drills;

import java.time.Duration;

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

  /** Kills the router of a region's control plane, as {@link #killApps}. */
  void killRouter(String region);

  /** As {@link #killRouter}; its state directory is gone when it is started again. */
  void wipeRouter(String region);

  /** Kills the health app of a region's control plane, as {@link #killApps}. */
  void killHealthApp(String region);

  /** Kills the replicator of a region's control plane, as {@link #killApps}. */
  void killReplicator(String region);

  /** Kills the broker of a region, which has a process of its own; nobody is told. */
  void killBroker(String region);

  /** Starts it again on its data. Does nothing if it runs. */
  void startBroker(String region);

  /** Kills the registry of a region, which has a process of its own; nobody is told. */
  void killRegistry(String region);

  /** Starts it again on its data. Does nothing if it runs. */
  void startRegistry(String region);

  /** Nothing gets from a region to any other or back, neither about health nor to a cluster. */
  void isolate(String region);

  /** Ends {@link #isolate}: what was held back gets there. */
  void rejoin(String region);

  /**
   * Kills all apps of the control plane in a region; when they are started again, their clocks are
   * wrong by this, until this is called anew. Zero: right.
   */
  void shiftClocks(String region, Duration by);
}
