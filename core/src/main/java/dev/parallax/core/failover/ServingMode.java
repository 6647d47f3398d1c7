package dev.parallax.core.failover;

/** Whether a region takes work (F1, F5, F6). */
public enum ServingMode {
  /** It takes work. */
  SERVING,
  /** It would, after a failover. */
  STANDBY,
  /** It takes no new work. */
  DRAINED,
  /** Its traffic goes to another (R16). */
  EVACUATED
}
