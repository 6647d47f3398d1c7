package dev.parallax.sandbox;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what was to be done when the process ends. */
final class ShutdownHooks {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownHooks.class);

  private ShutdownHooks() {}

  static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException exiting) {
      LOG.debug("the process is already ending", exiting);
    }
  }
}
