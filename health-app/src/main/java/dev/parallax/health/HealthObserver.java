package dev.parallax.health;

import dev.parallax.health.probe.Probing;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.ObserverFactory;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;

/** {@code health-app --observer}: probes as the observer of its region, and nothing else (H8). */
final class HealthObserver implements ObserverFactory {
  @Override
  public List<TopicSpec> topics(TopicCatalogue catalogue) {
    return List.of(catalogue.probes());
  }

  @Override
  public AutoCloseable start(AppContext context) {
    return Probing.start(context);
  }
}
