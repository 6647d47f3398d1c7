package dev.parallax.cli.drills.failover;

import dev.parallax.cli.cluster.ClientAccess;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Ground;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.ParallaxClient;
import dev.parallax.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests at a steady rate, from every region through its own client. Of each five, one is bound
 * to each of the regions of {@code bindings}, the others may go anywhere.
 */
final class SteadyLoad implements AutoCloseable {
  static final int PER_SECOND = 100;
  private static final String PATTERN = "content-classifier";
  private static final String TEXT = "win a free prize now";
  private static final int CYCLE = 5;
  private static final int RETRIES = 3;
  private static final Duration ATTEMPT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofSeconds(5);

  private final Map<String, ParallaxClient> clients = new TreeMap<>();
  private final List<String> origins;
  private final List<String> bindings;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private volatile RuntimeException refusal;

  /** Begins at once. */
  static SteadyLoad start(Ground ground, SchemaRegistry registry, List<String> bindings) {
    var load = new SteadyLoad(ground, bindings);
    try {
      for (var region : load.origins) {
        load.clients.put(region, ClientAccess.connect(ground.from(region), registry, PATIENCE));
      }
    } catch (RuntimeException failed) {
      load.close();
      throw failed;
    }
    long period = TimeUnit.SECONDS.toMicros(1) / PER_SECOND;
    var unused = load.thread.scheduleAtFixedRate(load::sendNext, 0, period, TimeUnit.MICROSECONDS);
    return load;
  }

  private SteadyLoad(Ground ground, List<String> bindings) {
    this.origins = List.copyOf(ground.bootstrapServers().keySet());
    this.bindings = List.copyOf(bindings);
  }

  private void sendNext() {
    if (refusal != null) {
      return;
    }
    int number = (int) sent.getAndIncrement();
    var origin = origins.get(number / CYCLE % origins.size());
    var id = "failover-" + run + "-" + number;
    var options =
        ExecutionOptions.defaults()
            .executionId(id)
            .originRegion(origin)
            .timeout(ATTEMPT)
            .retries(RETRIES);
    try {
      var outcome = clients.get(origin).executePattern(PATTERN, input(number), options);
      accepted.add(id);
      open.add(id);
      var unused = outcome.whenComplete((ended, failure) -> open.remove(id));
    } catch (RuntimeException refused) {
      refusal = refused;
    }
  }

  private Map<String, String> input(int number) {
    int place = number % CYCLE;
    return place < bindings.size()
        ? Map.of("text", TEXT, "dataResidency", bindings.get(place))
        : Map.of("text", TEXT);
  }

  /**
   * Checks that it goes on.
   *
   * @throws CommandFailure if a client refused a request
   */
  void requireGoing() {
    if (refusal != null) {
      throw CommandFailure.failed("a client took no request: " + refusal.getMessage(), refusal);
    }
  }

  /** Sends no more; what is under way goes on. */
  void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw CommandFailure.failed("a client still holds up a request; is the broker overloaded?");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while the last requests were sent", stopped);
    }
  }

  /** Requests that a client accepted. */
  List<String> accepted() {
    return new ArrayList<>(accepted);
  }

  /** Those of which their client does not know yet what became of them. */
  int open() {
    return open.size();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.values().forEach(client -> client.close(END));
  }
}
