package dev.parallax.replicator.mirror;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowAction;
import dev.parallax.events.ReplicationOrder;
import dev.parallax.replicator.part.Part;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.runtime.ops.Readiness;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistryClient;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All flows into this region, while it is this process's turn to run them, and the orders about
 * them. Flows begin once the orders were read: one that was paused stays so over a restart.
 */
public final class Mirroring implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration END_WITHIN = Duration.ofSeconds(40);

  private final Parts parts;
  private final Cluster here;
  private final List<Flow> wanted;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "mirroring");
  private volatile Optional<Flows> running = Optional.empty();
  private volatile boolean elsewhere;

  /**
   * What it is made of.
   *
   * @param config as it is in the region into which is copied
   * @param instance what this process is called among those of the region's replicator
   * @param registry gives a client of a registry
   */
  public record Parts(
      ParallaxConfig config,
      String instance,
      TopicCatalogue topics,
      AvroCodecs codecs,
      Meters meters,
      Readiness readiness,
      Function<SchemaRegistry, SchemaRegistryClient> registry) {}

  /** The flows of a configuration. */
  public Mirroring(Parts parts) {
    this.parts = parts;
    this.here = new Cluster(parts.config().controlPlane().currentRegion(), parts.config().kafka());
    this.wanted = Flows.wanted(parts.config());
  }

  /** The flows of an app's configuration. */
  public static Mirroring of(AppContext context) {
    return new Mirroring(
        new Parts(
            context.config(),
            context.instance().instanceId(),
            context.topics(),
            context.codecs(),
            context.meters(),
            context.readiness(),
            settings -> RegistryAccess.client(settings, System.getenv())));
  }

  /** Starts; returns at once, whatever is reachable. */
  @Override
  public void start() {
    if (wanted.isEmpty()) {
      return;
    }
    FatalErrors.keepProcessAlive();
    parts.readiness().check("flows", this::undecided);
    wanted.forEach(this::show);
    thread.start();
  }

  private Optional<String> undecided() {
    return elsewhere || running.isPresent()
        ? Optional.empty()
        : Optional.of("it is being asked which process runs the flows, and what was ordered");
  }

  private void show(Flow flow) {
    parts
        .meters()
        .replication(flow.name(), new FlowMeters(flow, () -> runningHere(flow), () -> elsewhere));
    parts
        .readiness()
        .check(
            "flow " + flow,
            new FlowReadiness(
                () -> runningHere(flow), FlowReadiness.RECORDS, FlowReadiness.SECONDS));
  }

  private Optional<MirrorFlow> runningHere(Flow flow) {
    return running.map(flows -> flows.get(flow));
  }

  private void run() {
    while (!isClosing()) {
      try {
        takeTurns();
      } catch (InterruptException end) {
        LOG.debug("The flows end");
      } catch (Throwable e) {
        // Errors as well, such as a thread that the machine had no room for.
        LOG.warn("Cannot follow the orders about flows: {}", e.toString());
        await(PAUSE);
      }
    }
  }

  private void takeTurns() {
    var topic = parts.topics().replicationOrders().name();
    var group = parts.config().topics().prefix() + "replicator-flows";
    try (var orders = new Latest<>(here, topic, parts.codecs().decoder(ReplicationOrder.class));
        var turn = new Turn(here, group, parts.instance(), topic, this::stopFlows)) {
      orders.readToEnd(this::obey);
      try {
        while (!isClosing()) {
          follow(turn);
          orders.read(turn.isKnown() ? POLL : Duration.ZERO, this::obey);
        }
      } finally {
        // While it is still this process's turn.
        stopFlows();
      }
    }
  }

  private void follow(Turn turn) {
    boolean mine = turn.isMine(POLL);
    elsewhere = turn.isKnown() && !mine;
    if (mine && running.isEmpty()) {
      running = Optional.of(Flows.start(parts, here, paused));
    }
  }

  private void obey(ReplicationOrder order) {
    if (order.getAction() == FlowAction.PAUSE && paused.add(order.getFlow())) {
      LOG.info("{}: paused by {}", order.getFlow(), order.getBy());
    } else if (order.getAction() == FlowAction.RESUME && paused.remove(order.getFlow())) {
      LOG.info("{}: resumed by {}", order.getFlow(), order.getBy());
    }
  }

  private void stopFlows() {
    elsewhere = false;
    running.ifPresent(Flows::close);
    running = Optional.empty();
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void await(Duration pause) {
    try {
      var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing.countDown();
    }
  }

  /** Stops all flows; what was copied is remembered. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(END_WITHIN.toMillis());
      if (thread.isAlive()) {
        LOG.warn("The flows did not end within {} s", END_WITHIN.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
