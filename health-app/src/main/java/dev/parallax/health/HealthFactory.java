package dev.parallax.health;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.health.console.Console;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppFactory;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import io.javalin.config.RoutesConfig;

/**
 * Makes the health application, whose operations server has a console.
 *
 * @param console that shows what the app's cluster knows
 */
record HealthFactory(Console console) implements AppFactory {
  @Override
  public void check(ParallaxConfig config) {
    console.check();
    Seals.require(config, new Secrets(System.getenv()));
  }

  @Override
  public void addRoutes(RoutesConfig routes) {
    console.addRoutes(routes);
  }

  @Override
  public App create(AppContext context) {
    return HealthService.create(context, console);
  }
}
