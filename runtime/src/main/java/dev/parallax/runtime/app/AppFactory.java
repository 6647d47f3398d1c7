package dev.parallax.runtime.app;

import dev.parallax.core.config.ParallaxConfig;
import io.javalin.config.RoutesConfig;

/** Makes an app once its surroundings are there: broker, registry with its schemas, topics. */
@FunctionalInterface
public interface AppFactory {

  /**
   * Looks at the configuration, and what it needs of the environment, before anything is connected
   * to. Not asked of what only observes.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  default void check(ParallaxConfig config) {}

  /**
   * Adds what the app's operations server answers besides what every one does. Called once, before
   * anything is connected to and before {@link #create}.
   */
  default void addRoutes(RoutesConfig routes) {}

  /**
   * The app.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  App create(AppContext context);
}
