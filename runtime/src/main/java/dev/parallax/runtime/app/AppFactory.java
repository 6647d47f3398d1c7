package dev.parallax.runtime.app;

import dev.parallax.core.config.ParallaxConfig;

/** Makes an app once its surroundings are there: broker, registry with its schemas, topics. */
@FunctionalInterface
public interface AppFactory {

  /**
   * Looks at the configuration before anything is connected to.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  default void check(ParallaxConfig config) {}

  /**
   * The app.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  App create(AppContext context);
}
