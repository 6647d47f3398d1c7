package dev.parallax.runtime.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The meters of one process, named by {@link MetricNames}. Counters and timers are looked up by
 * name and labels: a caller on a hot path asks once and keeps what it got.
 */
public final class Meters implements AutoCloseable {

  /** Label value of a region or topic that the configuration does not name. */
  public static final String OTHER = "other";

  private static final Duration[] DECISION_BUCKETS = {
    Duration.ofNanos(10_000),
    Duration.ofNanos(25_000),
    Duration.ofNanos(50_000),
    Duration.ofNanos(100_000),
    Duration.ofNanos(250_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100)
  };

  private static final Duration[] EXECUTION_BUCKETS = {
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> binders = new ArrayDeque<>();
  private final List<FlowFigures> flows = new ArrayList<>();
  private final List<String> regions;
  private final Set<String> topics;

  /**
   * Meters of a process.
   *
   * @param regions configured regions, the only values of region labels besides {@link #OTHER}
   * @param topics names of the catalogue's topics, the only values of topic labels besides it
   * @param configHash hash of the configuration (C5)
   */
  public Meters(List<String> regions, Set<String> topics, String configHash) {
    this.regions = List.copyOf(regions);
    this.topics = Set.copyOf(topics);
    registry.config().meterFilter(MeterFilter.deny(id -> KafkaMetricNames.isNoise(id.getName())));
    showConfig(configHash);
    regions.forEach(this::executions);
    bindJvm();
  }

  /** Not a gauge: of a gauge's name the registry would cut {@code _info}. */
  private void showConfig(String hash) {
    Info.builder()
        .name(MetricNames.CONFIG_INFO)
        .help("The configuration's hash")
        .labelNames("hash")
        .register(registry.getPrometheusRegistry())
        .addLabelValues(hash);
  }

  private void bindJvm() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    var gc = new JvmGcMetrics();
    gc.bindTo(registry);
    binders.push(gc);
  }

  /** The registry, for meters of a library; ours are made by the methods of this class. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Binds a topology's metrics, less {@linkplain KafkaMetricNames noise}. Call before it starts;
   * unbound when this closes. Metrics that come and go with partitions are looked for every 60 s,
   * on a thread apart; a scrape only reads.
   */
  public synchronized void bind(KafkaStreams streams) {
    var binder = new KafkaStreamsMetrics(streams);
    binder.bindTo(registry);
    binders.push(binder);
  }

  /** Binds a producer's metrics; unbound when this closes. */
  public synchronized void bind(Producer<?, ?> producer) {
    var binder = new KafkaClientMetrics(producer);
    binder.bindTo(registry);
    binders.push(binder);
  }

  /** Binds a consumer's metrics; unbound when this closes. */
  public synchronized void bind(Consumer<?, ?> consumer) {
    var binder = new KafkaClientMetrics(consumer);
    binder.bindTo(registry);
    binders.push(binder);
  }

  /** The gauges of regions; close them when this process is no longer the writer of regions. */
  public RegionMeters regions() {
    return new RegionMeters(registry, regions);
  }

  /** {@link MetricNames#EXECUTIONS_TOTAL}. */
  public Counter executions(String region) {
    return registry.counter(MetricNames.EXECUTIONS_TOTAL, "region", regionLabel(region));
  }

  /** {@link MetricNames#DECISION_SECONDS}. */
  public Timer decisions() {
    return histogram(MetricNames.DECISION_SECONDS, DECISION_BUCKETS);
  }

  /** {@link MetricNames#EXECUTION_DURATION_SECONDS}. */
  public Timer executionDuration() {
    return histogram(MetricNames.EXECUTION_DURATION_SECONDS, EXECUTION_BUCKETS);
  }

  /** {@link MetricNames#UNROUTABLE_TOTAL}. */
  public Counter unroutable(Enum<?> reason) {
    return registry.counter(MetricNames.UNROUTABLE_TOTAL, "reason", reason.name());
  }

  /** {@link MetricNames#OUTCOMES_TOTAL}. */
  public Counter outcomes(Enum<?> status) {
    return registry.counter(MetricNames.OUTCOMES_TOTAL, "status", status.name());
  }

  /** {@link MetricNames#FAILOVERS_TOTAL}. */
  public Counter failovers(Enum<?> kind) {
    return registry.counter(MetricNames.FAILOVERS_TOTAL, "kind", kind.name());
  }

  /** {@link MetricNames#DEAD_LETTERS_TOTAL}. */
  public Counter deadLetters(String topic, Enum<?> reason) {
    return registry.counter(
        MetricNames.DEAD_LETTERS_TOTAL, "topic", topicLabel(topic), "reason", reason.name());
  }

  /** {@link MetricNames#BAD_STATE_RECORDS_TOTAL}. */
  public Counter badStateRecords(String topic) {
    return registry.counter(MetricNames.BAD_STATE_RECORDS_TOTAL, "topic", topicLabel(topic));
  }

  /** {@link MetricNames#IGNORED_RESULTS_TOTAL}. */
  public Counter ignoredResults() {
    return registry.counter(MetricNames.IGNORED_RESULTS_TOTAL);
  }

  /** {@link MetricNames#REHOMED_TOTAL}. */
  public Counter rehomed(String topic) {
    return registry.counter(MetricNames.REHOMED_TOTAL, "topic", topicLabel(topic));
  }

  /** {@link MetricNames#AGENT_DUPLICATES_TOTAL}. */
  public Counter agentDuplicates() {
    return registry.counter(MetricNames.AGENT_DUPLICATES_TOTAL);
  }

  /** {@link MetricNames#PROBES_TOTAL}. */
  public Counter probes(String from, String to, boolean ok) {
    return registry.counter(
        MetricNames.PROBES_TOTAL,
        "from",
        regionLabel(from),
        "to",
        regionLabel(to),
        "result",
        ok ? "ok" : "failed");
  }

  /**
   * {@link MetricNames#HELD_REQUESTS} of one partition.
   *
   * @return removes the gauge: to be run when this process lets go of the partition
   */
  public Runnable held(int partition, Supplier<Number> held) {
    return gauge(MetricNames.HELD_REQUESTS, partition, held);
  }

  /** {@link MetricNames#EXECUTIONS_RUNNING}; the rest as {@link #held}. */
  public Runnable executionsRunning(int partition, Supplier<Number> running) {
    return gauge(MetricNames.EXECUTIONS_RUNNING, partition, running);
  }

  /** {@link MetricNames#EXECUTIONS_ENDED_KEPT}; the rest as {@link #held}. */
  public Runnable executionsEndedKept(int partition, Supplier<Number> ended) {
    return gauge(MetricNames.EXECUTIONS_ENDED_KEPT, partition, ended);
  }

  /** {@link MetricNames#ANALYTICS_RELAYED_TOTAL}. */
  public Counter analyticsRelayed(String topic) {
    return registry.counter(MetricNames.ANALYTICS_RELAYED_TOTAL, "topic", topicLabel(topic));
  }

  /**
   * {@link MetricNames#ANALYTICS_WAITING} and {@link MetricNames#ANALYTICS_OLDEST_SECONDS}; shown
   * as long as the process lives.
   */
  public void analytics(String topic, Supplier<Number> waiting, Supplier<Number> oldestSeconds) {
    Gauge.builder(MetricNames.ANALYTICS_WAITING, waiting)
        .tag("topic", topicLabel(topic))
        .register(registry);
    Gauge.builder(MetricNames.ANALYTICS_OLDEST_SECONDS, oldestSeconds)
        .tag("topic", topicLabel(topic))
        .register(registry);
  }

  /** {@link MetricNames#FLEET_RISKS}; shown as long as the process lives. */
  public void fleetRisks(Supplier<Number> risks) {
    Gauge.builder(MetricNames.FLEET_RISKS, risks).register(registry);
  }

  /** {@link MetricNames#PATTERN_CONFLICTS}; shown as long as the process lives. */
  public void patternConflicts(Supplier<Number> conflicts) {
    Gauge.builder(MetricNames.PATTERN_CONFLICTS, conflicts).register(registry);
  }

  /**
   * The meters of a flow, shown as long as the process lives.
   *
   * @param flow as {@code source>target}
   */
  public synchronized void replication(String flow, FlowFigures figures) {
    // The registry itself would not keep them from being collected.
    flows.add(figures);
    Gauge.builder(MetricNames.REPLICATION_FLOW_UP, figures, f -> f.isUp() ? 1 : 0)
        .tag("flow", flow)
        .register(registry);
    Gauge.builder(MetricNames.REPLICATION_LAG_RECORDS, figures, FlowFigures::lagRecords)
        .tag("flow", flow)
        .register(registry);
    Gauge.builder(MetricNames.REPLICATION_LAG_SECONDS, figures, FlowFigures::lagSeconds)
        .tag("flow", flow)
        .register(registry);
    FunctionCounter.builder(MetricNames.REPLICATION_BYTES_TOTAL, figures, FlowFigures::bytes)
        .tag("flow", flow)
        .register(registry);
    FunctionCounter.builder(MetricNames.REPLICATION_EXCLUDED_TOTAL, figures, FlowFigures::excluded)
        .tag("flow", flow)
        .register(registry);
  }

  private Runnable gauge(String name, int partition, Supplier<Number> value) {
    Meter gauge =
        Gauge.builder(name, value).tag("partition", Integer.toString(partition)).register(registry);
    return () -> registry.remove(gauge);
  }

  private Timer histogram(String name, Duration[] buckets) {
    return Timer.builder(name).serviceLevelObjectives(buckets).register(registry);
  }

  private String regionLabel(String region) {
    return regions.contains(region) ? region : OTHER;
  }

  private String topicLabel(String topic) {
    return topics.contains(topic) ? topic : OTHER;
  }

  /** All metrics in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    while (!binders.isEmpty()) {
      close(binders.pop());
    }
    registry.close();
  }

  private static void close(AutoCloseable binder) {
    try {
      binder.close();
    } catch (Exception e) {
      throw new IllegalStateException("a metrics binder failed to close", e);
    }
  }
}
