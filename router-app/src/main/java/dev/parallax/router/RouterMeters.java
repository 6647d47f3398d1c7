package dev.parallax.router;

import dev.parallax.core.execution.Status;
import dev.parallax.core.routing.Reason;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.ops.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The router's meters, looked up once: counting must cost nothing beside a decision. */
final class RouterMeters {
  private final Meters meters;
  private final PartMeters parts;
  private final String strategy;
  private final Timer decisions;
  private final Timer durations;
  private final Counter late;
  private final Map<Reason, Counter> unroutable = new EnumMap<>(Reason.class);
  private final Map<String, Map<String, Counter>> routed = new HashMap<>();
  private final Map<String, Counter> executions = new HashMap<>();

  /**
   * @param regions all of them
   * @param others those that have another control plane (P7)
   * @param strategy name of the configured one
   */
  RouterMeters(Meters meters, List<String> regions, List<String> others, String strategy) {
    this.meters = meters;
    this.parts = new PartMeters(meters, others);
    this.strategy = strategy;
    this.decisions = meters.decisionTime();
    this.durations = meters.executionDuration();
    this.late = meters.ignoredResults();
    for (var reason : Reason.values()) {
      unroutable.put(reason, meters.unroutable(reason));
    }
    for (var status : Status.values()) {
      meters.outcomes(status, null);
    }
    for (var region : regions) {
      executions.put(region, meters.executions(region));
      routed.put(region, routed(region, regions));
    }
  }

  private Map<String, Counter> routed(String origin, List<String> regions) {
    var counters = new HashMap<String, Counter>();
    regions.forEach(to -> counters.put(to, meters.decisions(strategy, origin, to)));
    return counters;
  }

  /** Of what passes between control planes. */
  PartMeters parts() {
    return parts;
  }

  void decided(long nanos) {
    decisions.record(Duration.ofNanos(nanos));
  }

  /** A request that arose here got tasks in this region. */
  void routed(String origin, String region) {
    var counter = routed.getOrDefault(origin, Map.of()).get(region);
    (counter != null ? counter : meters.decisions(strategy, origin, region)).increment();
  }

  void unroutable(Reason reason) {
    unroutable.get(reason).increment();
  }

  void executed(String region) {
    var counter = executions.get(region);
    (counter != null ? counter : meters.executions(region)).increment();
  }

  /**
   * @param pattern null if the request named none
   */
  void ended(Status status, String pattern, long durationMs) {
    meters.outcomes(status, pattern).increment();
    durations.record(Duration.ofMillis(durationMs));
  }

  /**
   * A result for what had ended, was answered or was replaced: it may come, and changes nothing.
   */
  void late() {
    late.increment();
  }

  void deadLetter(String topic, DeadLetterReason reason) {
    meters.deadLetters(topic, reason).increment();
  }

  void returnedHome(String topic) {
    meters.rehomed(topic).increment();
  }

  /** Shows how many requests and executions a partition has, until what is returned is run. */
  Runnable kept(int partition, RouterStores stores) {
    var gauges =
        List.of(
            meters.held(partition, stores.held()::size),
            meters.executionsRunning(partition, stores.executions()::running),
            meters.executionsEndedKept(partition, stores.executions()::ended));
    return () -> gauges.forEach(Runnable::run);
  }

  Counter badState(String topic) {
    return meters.badStateRecords(topic);
  }
}
