package dev.parallax.replicator.part;

/**
 * What runs beside the topology of the replicator. A part looks after itself: it retries what
 * fails, and says by its readiness check and its log what it waits for.
 */
public interface Part extends AutoCloseable {

  /** Starts it, and returns at once. */
  void start();

  /** Ends what was started; it may not have been. */
  @Override
  void close();
}
