package dev.parallax.runtime.ops;

import io.micrometer.core.instrument.Counter;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The meters of one process, named by {@link Metric}. Counters and timers are looked up by name and
 * labels: a caller on a hot path asks once and keeps what it got.
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
  private final Registrar registrar = new Registrar(registry);
  private final Deque<AutoCloseable> binders = new ArrayDeque<>();
  private final PatternLabels patterns = new PatternLabels();
  private final Map<Ended, Counter> outcomes = new ConcurrentHashMap<>();
  private final List<String> regions;
  private final Set<String> topics;

  private record Ended(String status, String pattern) {}

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
    registrar.info(Metric.CONFIG_INFO, configHash);
    bindJvm();
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
    return new RegionMeters(registrar, regions);
  }

  /** {@link Metric#EXECUTIONS_TOTAL}. */
  public Counter executions(String region) {
    return registrar.counter(Metric.EXECUTIONS_TOTAL, regionLabel(region));
  }

  /**
   * {@link Metric#DECISIONS_TOTAL}.
   *
   * @param strategy name of the configured one
   */
  public Counter decisions(String strategy, String origin, String region) {
    return registrar.counter(
        Metric.DECISIONS_TOTAL, strategy, regionLabel(origin), regionLabel(region));
  }

  /** {@link Metric#DECISION_SECONDS}. */
  public Timer decisionTime() {
    return registrar.histogram(Metric.DECISION_SECONDS, DECISION_BUCKETS);
  }

  /** {@link Metric#EXECUTION_DURATION_SECONDS}. */
  public Timer executionDuration() {
    return registrar.histogram(Metric.EXECUTION_DURATION_SECONDS, EXECUTION_BUCKETS);
  }

  /** {@link Metric#UNROUTABLE_TOTAL}. */
  public Counter unroutable(Enum<?> reason) {
    return registrar.counter(Metric.UNROUTABLE_TOTAL, reason.name());
  }

  /**
   * {@link Metric#OUTCOMES_TOTAL}, for each time: whose label a pattern has is this class's to say.
   *
   * @param pattern name of the pattern; null if the request named none
   */
  public Counter outcomes(Enum<?> status, String pattern) {
    return outcomes.computeIfAbsent(
        new Ended(status.name(), patterns.of(pattern)),
        ended -> registrar.counter(Metric.OUTCOMES_TOTAL, ended.status(), ended.pattern()));
  }

  /** {@link Metric#FAILOVERS_TOTAL}. */
  public Counter failovers(Enum<?> kind) {
    return registrar.counter(Metric.FAILOVERS_TOTAL, kind.name());
  }

  /** {@link Metric#DEAD_LETTERS_TOTAL}. */
  public Counter deadLetters(String topic, Enum<?> reason) {
    return registrar.counter(Metric.DEAD_LETTERS_TOTAL, topicLabel(topic), reason.name());
  }

  /** {@link Metric#BAD_STATE_RECORDS_TOTAL}. */
  public Counter badStateRecords(String topic) {
    return registrar.counter(Metric.BAD_STATE_RECORDS_TOTAL, topicLabel(topic));
  }

  /**
   * {@link Metric#PEER_RECORDS_IGNORED_TOTAL}.
   *
   * @param region that the record was copied from
   */
  public Counter peerRecordsIgnored(String region, Enum<?> reason) {
    return registrar.counter(Metric.PEER_RECORDS_IGNORED_TOTAL, regionLabel(region), reason.name());
  }

  /** {@link Metric#FORWARDED_PARTS_TOTAL}. */
  public Counter forwardedParts(String region, Enum<?> kind) {
    return registrar.counter(Metric.FORWARDED_PARTS_TOTAL, regionLabel(region), kind.name());
  }

  /** {@link Metric#TAKEN_PARTS_TOTAL}. */
  public Counter takenParts(String origin) {
    return registrar.counter(Metric.TAKEN_PARTS_TOTAL, regionLabel(origin));
  }

  /** {@link Metric#SENT_BACK_PARTS_TOTAL}. */
  public Counter sentBackParts(String origin, Enum<?> reason) {
    return registrar.counter(Metric.SENT_BACK_PARTS_TOTAL, regionLabel(origin), reason.name());
  }

  /** {@link Metric#RETURNED_ANSWERS_TOTAL}. */
  public Counter returnedAnswers(String origin) {
    return registrar.counter(Metric.RETURNED_ANSWERS_TOTAL, regionLabel(origin));
  }

  /** {@link Metric#IGNORED_RESULTS_TOTAL}. */
  public Counter ignoredResults() {
    return registrar.counter(Metric.IGNORED_RESULTS_TOTAL);
  }

  /** {@link Metric#REHOMED_TOTAL}. */
  public Counter rehomed(String topic) {
    return registrar.counter(Metric.REHOMED_TOTAL, topicLabel(topic));
  }

  /** {@link Metric#AGENT_DUPLICATES_TOTAL}. */
  public Counter agentDuplicates() {
    return registrar.counter(Metric.AGENT_DUPLICATES_TOTAL);
  }

  /** {@link Metric#PROBES_TOTAL}. */
  public Counter probes(String from, String to, boolean ok) {
    return registrar.counter(
        Metric.PROBES_TOTAL, regionLabel(from), regionLabel(to), ok ? "ok" : "failed");
  }

  /**
   * {@link Metric#HELD_REQUESTS} of one partition.
   *
   * @return removes the gauge: to be run when this process lets go of the partition
   */
  public Runnable held(int partition, Supplier<Number> held) {
    return gauge(Metric.HELD_REQUESTS, partition, held);
  }

  /** {@link Metric#EXECUTIONS_RUNNING}; the rest as {@link #held}. */
  public Runnable executionsRunning(int partition, Supplier<Number> running) {
    return gauge(Metric.EXECUTIONS_RUNNING, partition, running);
  }

  /** {@link Metric#EXECUTIONS_ENDED_KEPT}; the rest as {@link #held}. */
  public Runnable executionsEndedKept(int partition, Supplier<Number> ended) {
    return gauge(Metric.EXECUTIONS_ENDED_KEPT, partition, ended);
  }

  /** {@link Metric#ANALYTICS_RELAYED_TOTAL}. */
  public Counter analyticsRelayed(String topic) {
    return registrar.counter(Metric.ANALYTICS_RELAYED_TOTAL, topicLabel(topic));
  }

  /**
   * {@link Metric#ANALYTICS_WAITING}, {@link Metric#ANALYTICS_OLDEST_SECONDS} and {@link
   * Metric#ANALYTICS_DELAY_SECONDS}; shown as long as the process lives.
   *
   * @param delay the configured one
   */
  public void analytics(
      String topic, Duration delay, Supplier<Number> waiting, Supplier<Number> oldestSeconds) {
    var label = topicLabel(topic);
    registrar.gauge(Metric.ANALYTICS_WAITING, waiting, label);
    registrar.gauge(Metric.ANALYTICS_OLDEST_SECONDS, oldestSeconds, label);
    registrar.gauge(Metric.ANALYTICS_DELAY_SECONDS, () -> delay.toMillis() / 1_000.0, label);
  }

  /** {@link Metric#FLEET_RISKS}; shown as long as the process lives. */
  public void fleetRisks(Supplier<Number> risks) {
    registrar.gauge(Metric.FLEET_RISKS, risks);
  }

  /** {@link Metric#PATTERN_CONFLICTS}; shown as long as the process lives. */
  public void patternConflicts(Supplier<Number> conflicts) {
    registrar.gauge(Metric.PATTERN_CONFLICTS, conflicts);
  }

  /**
   * The meters of a flow, shown as long as the process lives.
   *
   * @param flow as {@code source>target}
   */
  public void replication(String flow, FlowFigures figures) {
    // The gauges keep the figures from being collected; a counter by itself would not.
    registrar.gauge(Metric.REPLICATION_FLOW_UP, figures::up, flow);
    registrar.gauge(Metric.REPLICATION_LAG_RECORDS, figures::lagRecords, flow);
    registrar.gauge(Metric.REPLICATION_LAG_SECONDS, figures::lagSeconds, flow);
    registrar.counter(Metric.REPLICATION_BYTES_TOTAL, figures, FlowFigures::bytes, flow);
    registrar.counter(Metric.REPLICATION_EXCLUDED_TOTAL, figures, FlowFigures::excluded, flow);
  }

  private Runnable gauge(Metric metric, int partition, Supplier<Number> value) {
    var gauge = registrar.gauge(metric, value, Integer.toString(partition));
    return () -> registry.remove(gauge);
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
