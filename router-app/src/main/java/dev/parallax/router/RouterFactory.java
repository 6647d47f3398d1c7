package dev.parallax.router;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.runtime.app.App;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.AppFactory;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;

/** Makes the router application. */
final class RouterFactory implements AppFactory {
  @Override
  public void check(ParallaxConfig config) {
    Seals.require(config, new Secrets(System.getenv()));
  }

  @Override
  public App create(AppContext context) {
    return RouterService.create(context);
  }
}
