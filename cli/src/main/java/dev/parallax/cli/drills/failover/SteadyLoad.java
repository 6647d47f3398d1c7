package dev.parallax.cli.drills.failover;

import dev.parallax.cli.cluster.ClientAccess;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.drills.Ground;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.NoOutcomeException;
import dev.parallax.client.ParallaxClient;
import dev.parallax.client.UnroutableException;
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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests at a steady rate, from every region through its own client and on its own thread, so
 * that a region whose cluster is away holds nobody else up. Each sends its kinds by turns.
 */
public final class SteadyLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofSeconds(5);

  private static final String CLASSIFIER = "content-classifier";
  private static final String TEXT = "win a free prize now";

  private final Map<String, ParallaxClient> clients = new TreeMap<>();
  private final List<String> origins;
  private final Pace pace;
  private final List<Asked> kinds;
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Map<String, String> failed = new ConcurrentHashMap<>();
  private final Set<String> unconfirmed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads;
  private volatile RuntimeException refusal;

  /**
   * How much it asks for.
   *
   * @param perSecond requests of all regions, 1 to 1,000
   * @param attempt time for each attempt
   * @param retries of each request
   */
  public record Pace(int perSecond, Duration attempt, int retries) {}

  /** A kind of request: the pattern and its input. */
  public record Asked(String pattern, Map<String, String> input) {
    /** A text to classify, which may be done anywhere. */
    public static Asked anywhere() {
      return new Asked(CLASSIFIER, Map.of("text", TEXT));
    }

    /** A text to classify, bound by this {@code dataResidency}. */
    public static Asked bound(String residency) {
      return new Asked(CLASSIFIER, Map.of("text", TEXT, "dataResidency", residency));
    }
  }

  /**
   * Begins at once.
   *
   * @param kinds of requests, in the order in which each region sends them; at least one
   */
  public static SteadyLoad start(
      Ground ground, SchemaRegistry registry, Pace pace, List<Asked> kinds) {
    var load = new SteadyLoad(ground, pace, kinds);
    try {
      for (var region : load.origins) {
        load.clients.put(region, ClientAccess.connect(ground.from(region), registry, PATIENCE));
      }
    } catch (RuntimeException failed) {
      load.close();
      throw failed;
    }
    load.begin();
    return load;
  }

  private SteadyLoad(Ground ground, Pace pace, List<Asked> kinds) {
    this.origins = List.copyOf(ground.bootstrapServers().keySet());
    this.pace = pace;
    this.kinds = List.copyOf(kinds);
    this.threads = Executors.newScheduledThreadPool(origins.size());
  }

  private void begin() {
    long period = TimeUnit.SECONDS.toMicros(origins.size()) / pace.perSecond();
    for (int i = 0; i < origins.size(); i++) {
      var origin = origins.get(i);
      var sent = new AtomicInteger();
      var unused =
          threads.scheduleAtFixedRate(
              () -> sendNext(origin, sent.getAndIncrement()),
              period * i / origins.size(),
              period,
              TimeUnit.MICROSECONDS);
    }
  }

  private void sendNext(String origin, int number) {
    if (refusal != null) {
      return;
    }
    var id = "failover-" + run + "-" + origin + "-" + number;
    var options =
        ExecutionOptions.defaults()
            .executionId(id)
            .originRegion(origin)
            .timeout(pace.attempt())
            .retries(pace.retries());
    var asked = kinds.get(number % kinds.size());
    try {
      var outcome = clients.get(origin).executePattern(asked.pattern(), asked.input(), options);
      accepted.add(id);
      open.add(id);
      var unused = outcome.whenComplete((ended, failure) -> end(id, failure));
    } catch (RuntimeException refused) {
      refusal = refused;
    }
  }

  private void end(String id, Throwable failure) {
    if (failure != null && !(failure instanceof UnroutableException)) {
      failed.put(id, String.valueOf(failure.getMessage()));
      if (!(failure instanceof NoOutcomeException overdue) || !overdue.isConfirmed()) {
        unconfirmed.add(id);
      }
    }
    open.remove(id);
  }

  /** Requests that no broker has confirmed, as their client said. */
  public Set<String> unconfirmed() {
    return Set.copyOf(unconfirmed);
  }

  /** What a client said instead of an outcome, by request. */
  public Map<String, String> failed() {
    return Map.copyOf(failed);
  }

  /**
   * Checks that it goes on.
   *
   * @throws CommandFailure if a client refused a request
   */
  public void requireGoing() {
    if (refusal != null) {
      throw CommandFailure.failed("a client took no request: " + refusal.getMessage(), refusal);
    }
  }

  /** Sends no more; what is under way goes on. */
  public void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw CommandFailure.failed("a client still holds up a request; is the broker overloaded?");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted while the last requests were sent", stopped);
    }
  }

  /** Requests that a client accepted. */
  public List<String> accepted() {
    return new ArrayList<>(accepted);
  }

  /** Those of which their client does not know yet what became of them. */
  public int open() {
    return open.size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clients.values().forEach(client -> client.close(END));
  }
}
