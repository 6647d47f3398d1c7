package dev.parallax.runtime.ops;

import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gauges of regions, explicit for every configured region from the start (H9). Only the active
 * writer of region state holds one; closing it takes the gauges away, so that a former writer does
 * not keep exporting what it last knew.
 */
public final class RegionMeters implements AutoCloseable {

  private final Registrar registrar;
  private final Map<String, AtomicInteger> connected = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> health = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> quorums = new ConcurrentHashMap<>();
  private final Map<Link, Double> latencies = new ConcurrentHashMap<>();
  private final Map<Link, Meter> latencyGauges = new ConcurrentHashMap<>();
  private final Map<String, Double> skews = new ConcurrentHashMap<>();
  private final Map<String, Meter> skewGauges = new ConcurrentHashMap<>();
  private final List<Meter> gauges = new ArrayList<>();

  private record Link(String from, String to) {}

  RegionMeters(Registrar registrar, List<String> regions) {
    this.registrar = registrar;
    for (String region : regions) {
      connected.put(region, gauge(Metric.AGENTS_CONNECTED, region, 0));
      health.put(region, gauge(Metric.REGION_HEALTH, region, 1));
    }
  }

  private AtomicInteger gauge(Metric metric, String region, int initially) {
    var value = new AtomicInteger(initially);
    gauges.add(registrar.gauge(metric, value::get, region));
    return value;
  }

  /** Agents connected in a region; a region that is not configured is not shown. */
  public void connected(String region, int agents) {
    set(connected, region, agents);
  }

  /** Health of a region: 0 if UNHEALTHY, or UNKNOWN after it, else 1 (H9). */
  public void healthy(String region, boolean healthy) {
    set(health, region, healthy ? 1 : 0);
  }

  /** Latency in ms between two configured regions; empty = not measured, and then not shown. */
  public synchronized void latency(String from, String to, OptionalDouble ms) {
    if (!connected.containsKey(from) || !connected.containsKey(to)) {
      return;
    }
    var link = new Link(from, to);
    if (ms.isEmpty()) {
      latencies.remove(link);
      remove(latencyGauges.remove(link));
      return;
    }
    latencies.put(link, ms.getAsDouble() / 1_000);
    latencyGauges.computeIfAbsent(link, this::latencyGauge);
  }

  /** How far ahead in ms the clock of a region's observer is; not shown until it is known. */
  public synchronized void clockAhead(String region, double ms) {
    if (!connected.containsKey(region)) {
      return;
    }
    skews.put(region, ms / 1_000);
    skewGauges.computeIfAbsent(
        region, its -> registrar.gauge(Metric.CLOCK_SKEW_SECONDS, () -> skews.get(its), its));
  }

  /** Whether the control plane of a region hears a majority; not shown until it is known. */
  public synchronized void quorum(String region, boolean majority) {
    quorums.computeIfAbsent(region, its -> gauge(Metric.QUORUM, its, 0)).set(majority ? 1 : 0);
  }

  private Meter latencyGauge(Link link) {
    return registrar.gauge(
        Metric.CROSS_REGION_LATENCY_SECONDS,
        () -> latencies.getOrDefault(link, Double.NaN),
        link.from(),
        link.to());
  }

  private static void set(Map<String, AtomicInteger> values, String region, int value) {
    var gauge = values.get(region);
    if (gauge != null) {
      gauge.set(value);
    }
  }

  private void remove(Meter meter) {
    if (meter != null) {
      registrar.registry().remove(meter);
    }
  }

  @Override
  public synchronized void close() {
    List.of(gauges, latencyGauges.values(), skewGauges.values())
        .forEach(shown -> shown.forEach(this::remove));
    gauges.clear();
    latencyGauges.clear();
    skewGauges.clear();
  }
}
