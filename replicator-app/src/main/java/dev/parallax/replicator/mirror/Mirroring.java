package dev.parallax.replicator.mirror;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.config.SchemaRegistry;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.FlowAction;
import dev.parallax.events.ReplicationFlow;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * All flows into this region, and the orders about them. Flows begin once the orders were read: one
 * that was paused stays so over a restart.
 */
public final class Mirroring implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(Mirroring.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Parts parts;
  private final Cluster here;
  private final Set<String> paused = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "mirroring");
  private volatile List<MirrorFlow> flows = List.of();
  private FlowStates states;

  /**
   * What it is made of.
   *
   * @param config as it is in the region into which is copied
   * @param registry gives a client of a registry
   */
  public record Parts(
      ParallaxConfig config,
      TopicCatalogue topics,
      AvroCodecs codecs,
      Meters meters,
      Readiness readiness,
      Function<SchemaRegistry, SchemaRegistryClient> registry) {}

  /** The flows of a configuration. */
  public Mirroring(Parts parts) {
    this.parts = parts;
    this.here = new Cluster(current(parts.config()), parts.config().kafka());
  }

  /** The flows of an app's configuration. */
  public static Mirroring of(AppContext context) {
    return new Mirroring(
        new Parts(
            context.config(),
            context.topics(),
            context.codecs(),
            context.meters(),
            context.readiness(),
            settings -> RegistryAccess.client(settings, System.getenv())));
  }

  /** Starts; returns at once, whatever is reachable. */
  @Override
  public void start() {
    FatalErrors.keepProcessAlive();
    parts
        .readiness()
        .check(
            "flows",
            () ->
                flows.isEmpty() && !flowsWanted().isEmpty()
                    ? Optional.of("orders about the flows are being read")
                    : Optional.empty());
    thread.start();
  }

  /** The flows into this region that have anything to carry. */
  private List<Flow> flowsWanted() {
    return parts.config().regionIds().stream()
        .filter(region -> !region.equals(here.region()))
        .map(region -> new Flow(region, here.region()))
        .filter(flow -> Carried.of(parts.config(), flow).isAny())
        .toList();
  }

  private void run() {
    while (closing.getCount() > 0) {
      try {
        followOrders();
      } catch (InterruptException end) {
        LOG.debug("The flows end");
      } catch (RuntimeException e) {
        LOG.warn("Cannot follow the orders about flows: {}", e.toString());
        await(PAUSE);
      }
    }
  }

  private void followOrders() {
    var topic = parts.topics().replicationOrders().name();
    var decoder = parts.codecs().decoder(ReplicationOrder.class);
    try (var orders = new Latest<>(here, topic, decoder)) {
      orders.readToEnd(this::obey);
      if (flows.isEmpty()) {
        startFlows();
      }
      while (closing.getCount() > 0) {
        orders.read(POLL, this::obey);
      }
    }
  }

  private void obey(ReplicationOrder order) {
    if (order.getAction() == FlowAction.PAUSE && paused.add(order.getFlow())) {
      LOG.info("{}: paused by {}", order.getFlow(), order.getBy());
    } else if (order.getAction() == FlowAction.RESUME && paused.remove(order.getFlow())) {
      LOG.info("{}: resumed by {}", order.getFlow(), order.getBy());
    }
  }

  private void startFlows() {
    var lastIds = lastIds();
    var started = new ArrayList<MirrorFlow>();
    for (var flow : flowsWanted()) {
      started.add(flow(flow, lastIds.getOrDefault(flow.name(), Map.of())));
    }
    states =
        new FlowStates(
            here,
            parts.codecs().encoder(parts.topics().replicationFlows().name(), ReplicationFlow.class),
            parts.topics().replicationFlows().name(),
            started,
            System::currentTimeMillis);
    started.forEach(this::show);
    flows = List.copyOf(started);
    flows.forEach(MirrorFlow::start);
    states.start();
  }

  /** Ids of topics by flow, as the states tell which were written last. */
  private Map<String, Map<String, String>> lastIds() {
    var ids = new HashMap<String, Map<String, String>>();
    try (var last =
        new Latest<>(
            here,
            parts.topics().replicationFlows().name(),
            parts.codecs().decoder(ReplicationFlow.class))) {
      last.readToEnd(state -> ids.put(state.getFlow(), state.getTopicIds()));
    }
    return ids;
  }

  private MirrorFlow flow(Flow flow, Map<String, String> lastIds) {
    var properties = properties(parts.config(), flow);
    var excluded = properties.carried().switchedOnButExcluded();
    if (!excluded.isEmpty()) {
      LOG.warn("{}: excludePatterns keep {} from being copied", flow, excluded);
    }
    var schemas =
        new SchemaIds(
            parts.config().in(flow.source()).schemaRegistry(),
            parts.config().schemaRegistry(),
            parts.registry());
    return new MirrorFlow(
        properties,
        new Preparation(properties, schemas),
        new Lookout(properties, System::currentTimeMillis),
        lastIds,
        () -> paused.contains(flow.name()));
  }

  /** The properties of one flow. */
  static MirrorProperties properties(ParallaxConfig config, Flow flow) {
    return new MirrorProperties(
        flow,
        Cluster.of(config, flow.source()),
        current(config).equals(flow.target())
            ? new Cluster(flow.target(), config.kafka())
            : Cluster.of(config, flow.target()),
        Carried.of(config, flow),
        config.topics().replicationFactor());
  }

  private static String current(ParallaxConfig config) {
    return config.controlPlane().currentRegion();
  }

  private void show(MirrorFlow flow) {
    parts.meters().replication(flow.flow().name(), new FlowMeters(flow));
    parts
        .readiness()
        .check(
            "flow " + flow.flow(),
            new FlowReadiness(flow, FlowReadiness.RECORDS, FlowReadiness.SECONDS));
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
      thread.join(Duration.ofMillis(2L * Cluster.TIMEOUT_MS).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var all = flows.stream().map(flow -> new Thread(flow::close, "close " + flow.flow())).toList();
    all.forEach(Thread::start);
    for (var one : all) {
      try {
        one.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (states != null) {
      states.close();
    }
  }
}
