package dev.parallax.cli.drills;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The sandbox that a drill takes place in.
 *
 * @param connection to its broker and registry
 * @param bootstrapServers by region: the broker as it is reached from there, in configuration order
 * @param router the router's operations server, if one runs
 * @param routerState the router's state directory
 * @param disruption what can be broken there
 * @param say tells one line of progress
 * @param stopped waits for this long, or until somebody asks to stop; whether somebody did
 */
public record Ground(
    Connection connection,
    Map<String, String> bootstrapServers,
    Optional<URI> router,
    Path routerState,
    Disruption disruption,
    Consumer<String> say,
    Predicate<Duration> stopped) {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Copies the map, in its order. */
  public Ground {
    bootstrapServers = Collections.unmodifiableMap(new LinkedHashMap<>(bootstrapServers));
  }

  /** How the broker is reached from a region. */
  public Connection from(String region) {
    return new Connection(
        bootstrapServers.get(region),
        connection.kafkaProperties(),
        connection.registry(),
        connection.topics(),
        connection.config(),
        connection.configHash(),
        Optional.of(region),
        region);
  }

  /**
   * Waits until something is so.
   *
   * @return false if it was asked to stop before
   * @throws CommandFailure naming what is awaited, if it takes longer than this
   */
  public boolean await(String what, Duration limit, BooleanSupplier isSo) {
    return await(what, limit, isSo, () -> "");
  }

  /** As {@link #await(String, Duration, BooleanSupplier)}, with what was seen to the last. */
  public boolean await(String what, Duration limit, BooleanSupplier isSo, Supplier<String> seen) {
    long end = System.nanoTime() + limit.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        var last = seen.get();
        throw CommandFailure.failed(
            what
                + ": still not so after "
                + limit.toSeconds()
                + " s"
                + (last.isEmpty() ? "" : ": " + last));
      }
      if (stopped.test(LOOK)) {
        return false;
      }
    }
    return true;
  }
}
