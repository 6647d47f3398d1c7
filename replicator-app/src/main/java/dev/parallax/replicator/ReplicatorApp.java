package dev.parallax.replicator;

import java.io.PrintStream;

/**
 * Entry point of the replicator. It refuses to start: a process that idles would look like one that
 * replicates.
 */
public final class ReplicatorApp {
  /** Exit code for a use or a configuration that this version cannot serve. */
  static final int REFUSED = 2;

  private ReplicatorApp() {}

  /** Prints why nothing is replicated to standard error and exits 2. */
  public static void main(String[] args) {
    System.exit(refuse(System.err));
  }

  static int refuse(PrintStream err) {
    err.println(
        "parallax replicator: replication between regions is not available in this version."
            + " Run one cluster for all regions (controlPlane.mode: global), which needs none.");
    return REFUSED;
  }
}
