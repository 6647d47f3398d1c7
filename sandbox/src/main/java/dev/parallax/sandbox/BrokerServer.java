package dev.parallax.sandbox;

/** A broker that serves. */
sealed interface BrokerServer permits BrokerHere, BrokerChild {
  /** Ends it in order. */
  void stop();

  /**
   * Ends it as a crash would.
   *
   * @throws IllegalStateException if that would end this process, too
   */
  void kill();
}
