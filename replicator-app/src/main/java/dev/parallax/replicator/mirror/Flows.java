package dev.parallax.replicator.mirror;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.replication.Carried;
import dev.parallax.core.replication.Flow;
import dev.parallax.events.ReplicationFlow;
import dev.parallax.replicator.registry.SchemaIds;
import dev.parallax.runtime.time.AppClock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flows into this region that run in this process, and the writing of their states. */
final class Flows implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Flows.class);

  private final Map<Flow, MirrorFlow> byFlow;
  private final FlowStates states;

  private Flows(Map<Flow, MirrorFlow> byFlow, FlowStates states) {
    this.byFlow = byFlow;
    this.states = states;
  }

  /** The flows into the configuration's region that have anything to carry. */
  static List<Flow> wanted(ParallaxConfig config) {
    var here = config.controlPlane().currentRegion();
    return config.regionIds().stream()
        .filter(region -> !region.equals(here))
        .map(region -> new Flow(region, here))
        .filter(flow -> Carried.of(config, flow).isAny())
        .toList();
  }

  /**
   * Starts all that are wanted.
   *
   * @param here the cluster that they end in
   * @param paused names of flows that an operator wants to be stopped, kept up to date
   * @throws org.apache.kafka.common.KafkaException if the states that were written last cannot be
   *     read
   */
  static Flows start(Mirroring.Parts parts, Cluster here, Set<String> paused) {
    var lastIds = lastIds(parts, here);
    var flows = new LinkedHashMap<Flow, MirrorFlow>();
    for (var flow : wanted(parts.config())) {
      flows.put(flow, flow(parts, flow, lastIds.getOrDefault(flow.name(), Map.of()), paused));
    }
    var topic = parts.topics().replicationFlows().name();
    var states =
        new FlowStates(
            here,
            parts.codecs().encoder(topic, ReplicationFlow.class),
            topic,
            List.copyOf(flows.values()),
            AppClock::millis);
    flows.values().forEach(MirrorFlow::start);
    states.start();
    return new Flows(flows, states);
  }

  /** Ids of topics by flow, as the states tell which were written last. */
  private static Map<String, Map<String, String>> lastIds(Mirroring.Parts parts, Cluster here) {
    var ids = new HashMap<String, Map<String, String>>();
    var topic = parts.topics().replicationFlows().name();
    try (var last = new Latest<>(here, topic, parts.codecs().decoder(ReplicationFlow.class))) {
      last.readToEnd(state -> ids.put(state.getFlow(), state.getTopicIds()));
    }
    return ids;
  }

  private static MirrorFlow flow(
      Mirroring.Parts parts, Flow flow, Map<String, String> lastIds, Set<String> paused) {
    var properties = MirrorProperties.of(parts.config(), flow);
    var excluded = properties.carried().switchedOnButExcluded();
    if (!excluded.isEmpty()) {
      LOG.warn("{}: excludePatterns keep {} from being copied", flow, excluded);
    }
    var schemas = SchemaIds.of(parts.config(), flow.source(), parts.registry());
    return new MirrorFlow(
        properties,
        new Preparation(properties, schemas),
        new Lookout(properties, AppClock::millis),
        lastIds,
        () -> paused.contains(flow.name()));
  }

  /** A flow that is wanted. */
  MirrorFlow get(Flow flow) {
    return byFlow.get(flow);
  }

  /** Stops all of them; what was copied is remembered. */
  @Override
  public void close() {
    var all =
        byFlow.values().stream()
            .map(flow -> new Thread(flow::close, "close " + flow.flow()))
            .toList();
    all.forEach(Thread::start);
    for (var one : all) {
      try {
        one.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    states.close();
  }
}
