package dev.parallax.runtime.app;

import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;

/**
 * Makes what an app runs under {@code --observer} instead of its topology: something that keeps no
 * state.
 */
public interface ObserverFactory {

  /** The topics that it needs; they are made sure of before it starts. */
  List<TopicSpec> topics(TopicCatalogue catalogue);

  /**
   * Starts it; closed when the process ends.
   *
   * @throws dev.parallax.runtime.fault.KnownFault if it cannot work as configured; its message is
   *     all that is shown
   */
  AutoCloseable start(AppContext context);
}
