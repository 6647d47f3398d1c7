package dev.parallax.health.console;

import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.time.AppClock;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The console of one health app: a page at {@code /}, JSON below {@code /api/console}, and a stream
 * of what changes. Answers from the start; has something to show once it is opened.
 */
public final class Console implements AutoCloseable {
  private static final Duration LINGER = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final Viewers viewers = new Viewers(Viewers.Limits.DEFAULTS);
  private volatile Optional<Watch> watch = Optional.empty();

  /**
   * @param environment of the process, which says who may look ({@link ConsoleAccess#of})
   */
  public Console(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Looks at what the environment says.
   *
   * @throws KnownFault if it makes no sense
   */
  public void check() {
    access();
  }

  private ConsoleAccess access() {
    return ConsoleAccess.of(environment);
  }

  /** Adds its routes; they only read. */
  public void addRoutes(RoutesConfig routes) {
    new ConsoleRoutes(access(), viewers, () -> watch).addTo(routes);
  }

  /** From now on there is something to show: what the topics of this app tell. */
  public void open(AppContext context) {
    if (access() != ConsoleAccess.OFF) {
      var scene = new Scene(context.config(), AppClock::millis);
      open(new Watch(scene, () -> TopicReader.open(context, scene), LINGER));
    }
  }

  void open(Watch opened) {
    watch = Optional.of(opened);
  }

  /** Ends all streams and the reading. */
  @Override
  public void close() {
    watch.ifPresent(Watch::close);
    viewers.close();
  }
}
