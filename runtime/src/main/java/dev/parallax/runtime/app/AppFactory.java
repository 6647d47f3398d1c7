package dev.parallax.runtime.app;

/** Makes an app once its surroundings are there: broker, registry with its schemas, topics. */
@FunctionalInterface
public interface AppFactory {

  /**
   * The app.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  App create(AppContext context);
}
