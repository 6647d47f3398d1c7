package dev.parallax.runtime.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
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

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> connected = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> health = new ConcurrentHashMap<>();
  private final Map<Link, Double> latencies = new ConcurrentHashMap<>();
  private final Map<Link, Meter> latencyGauges = new ConcurrentHashMap<>();
  private final List<Meter> gauges = new ArrayList<>();

  private record Link(String from, String to) {}

  RegionMeters(MeterRegistry registry, List<String> regions) {
    this.registry = registry;
    for (String region : regions) {
      connected.put(region, gauge(MetricNames.AGENTS_CONNECTED, region, 0));
      health.put(region, gauge(MetricNames.REGION_HEALTH, region, 1));
    }
  }

  private AtomicInteger gauge(String name, String region, int initially) {
    var value = new AtomicInteger(initially);
    gauges.add(
        Gauge.builder(name, value, AtomicInteger::get).tag("region", region).register(registry));
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

  private Meter latencyGauge(Link link) {
    return Gauge.builder(
            MetricNames.CROSS_REGION_LATENCY_SECONDS,
            latencies,
            known -> known.getOrDefault(link, Double.NaN))
        .tag("from", link.from())
        .tag("to", link.to())
        .register(registry);
  }

  private static void set(Map<String, AtomicInteger> values, String region, int value) {
    var gauge = values.get(region);
    if (gauge != null) {
      gauge.set(value);
    }
  }

  private void remove(Meter meter) {
    if (meter != null) {
      registry.remove(meter);
    }
  }

  @Override
  public synchronized void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
    latencyGauges.values().forEach(registry::remove);
    latencyGauges.clear();
    latencies.clear();
  }
}
