package dev.parallax.runtime.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be closed, the last that was added first. One that fails to close is said. An
 * interruption ends with it: who closes must be able to wait.
 */
final class Resources implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Runnable beforeClosing;

  /**
   * @param beforeClosing runs first; after it nothing interrupts this thread any more
   */
  Resources(Runnable beforeClosing) {
    this.beforeClosing = beforeClosing;
  }

  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public void close() {
    beforeClosing.run();
    boolean unusedInterruption = Thread.interrupted();
    while (!open.isEmpty()) {
      var resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LOG.error("{} failed to close", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
