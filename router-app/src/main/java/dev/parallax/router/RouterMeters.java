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
  private final Timer decisions;
  private final Timer durations;
  private final Counter late;
  private final Map<Reason, Counter> unroutable = new EnumMap<>(Reason.class);
  private final Map<Status, Counter> outcomes = new EnumMap<>(Status.class);
  private final Map<String, Counter> executions = new HashMap<>();

  RouterMeters(Meters meters, List<String> regions) {
    this.meters = meters;
    this.decisions = meters.decisions();
    this.durations = meters.executionDuration();
    this.late = meters.ignoredResults();
    for (var reason : Reason.values()) {
      unroutable.put(reason, meters.unroutable(reason));
    }
    for (var status : Status.values()) {
      outcomes.put(status, meters.outcomes(status));
    }
    regions.forEach(region -> executions.put(region, meters.executions(region)));
  }

  void decided(long nanos) {
    decisions.record(Duration.ofNanos(nanos));
  }

  void unroutable(Reason reason) {
    unroutable.get(reason).increment();
  }

  void executed(String region) {
    var counter = executions.get(region);
    (counter != null ? counter : meters.executions(region)).increment();
  }

  void ended(Status status, long durationMs) {
    outcomes.get(status).increment();
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
