package dev.parallax.cli.up;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.drills.failover.Ledger;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ledger of executions in the clusters of all regions, read from their topics. An execution
 * ends in the cluster where it was requested, and a task is in the cluster of its agent's region.
 */
final class RegionsLedger {
  private static final Duration READ = Duration.ofMinutes(2);

  private final Ledger ledger;
  private final Set<String> own;
  private final Map<String, String> requestedIn = new HashMap<>();
  private final List<Ended> ended = new ArrayList<>();
  private final List<String> strays = new ArrayList<>();

  private final Map<String, Long> completedAt = new HashMap<>();
  private final List<Decided> decided = new ArrayList<>();

  private final List<Ended> toldValues = new ArrayList<>();

  private record Ended(String execution, String in, String how) {}

  /**
   * A decision of a region's control plane.
   *
   * @param at ms since the epoch
   * @param asked regions whose agents are asked
   * @param bound whether a residency rule binds the request
   */
  private record Decided(String execution, String in, long at, Set<String> asked, boolean bound) {}

  /**
   * Forwarded parts that a region lost something for.
   *
   * @param before how many it decided after it had lost it
   * @param after how many it had decided, and were not over yet
   */
  record Forwarded(long before, long after) {}

  /**
   * Requests that clients took.
   *
   * @param unconfirmed those that no broker confirmed: they are on its topic or not
   */
  record Asked(Collection<String> accepted, Collection<String> unconfirmed) {}

  private RegionsLedger(Asked asked, Map<String, String> regionOfBinding) {
    this.ledger = new Ledger(asked.accepted(), regionOfBinding);
    this.own = new HashSet<>(asked.accepted());
    ledger.unconfirmed(asked.unconfirmed());
  }

  static RegionsLedger read(
      RegionClusters clusters,
      AvroCodecs codecs,
      Asked asked,
      Map<String, String> regionOfBinding) {
    var ledger = new RegionsLedger(asked, regionOfBinding);
    clusters
        .byRegion()
        .forEach((region, connection) -> ledger.read(region, connection, clusters, codecs));
    return ledger;
  }

  private void read(
      String home, Connection connection, RegionClusters clusters, AvroCodecs codecs) {
    var topics = connection.catalogue();
    try (var follower = TopicFollower.open(connection, codecs)) {
      follower
          .follow(
              topics.requests(),
              ExecutionRequest.class,
              (id, value) -> value.ifPresent(request -> request(home, id, request)))
          .follow(
              topics.outcomes(),
              ExecutionOutcome.class,
              (id, value) -> value.ifPresent(outcome -> outcome(home, id, outcome)))
          .follow(
              topics.decisions(),
              RoutingDecision.class,
              (id, value) -> value.ifPresent(decision -> decision(home, decision)))
          .follow(
              topics.unroutable(),
              UnroutableRequest.class,
              (id, value) -> value.ifPresent(record -> unroutable(home, id, record)));
      for (var region : clusters.byRegion().keySet()) {
        follower.followKeys(
            Instant.EPOCH,
            topics.executions(region),
            ExecutionTask.class,
            key -> true,
            (key, value, at) -> value.ifPresent(task -> task(home, region, task, at)));
      }
      follower.catchUp(READ);
    }
  }

  private void request(String home, String id, ExecutionRequest request) {
    if (own.contains(id) && requestedIn.put(id, home) != null) {
      strays.add(id + " was requested more than once");
    }
    ledger.request(id, request);
  }

  private void outcome(String home, String id, ExecutionOutcome outcome) {
    var end = new Ended(id, home, outcome.getStatus().toString());
    ended.add(end);
    if (outcome.getValue() != null || !outcome.getVotesByRegion().isEmpty()) {
      toldValues.add(end);
    }
    completedAt.put(id, outcome.getCompletedAt());
    ledger.outcome(id, outcome);
  }

  private void decision(String home, RoutingDecision decision) {
    if (own.contains(decision.getExecutionId())) {
      var rule = decision.getRule();
      decided.add(
          new Decided(
              decision.getExecutionId(),
              home,
              decision.getDecidedAt(),
              decision.getTargets().stream().map(Target::getRegion).collect(Collectors.toSet()),
              rule != null && rule.startsWith("residency")));
    }
  }

  private void unroutable(String home, String id, UnroutableRequest record) {
    ended.add(new Ended(id, home, "unroutable"));
    ledger.unroutable(id, record);
  }

  private void task(String home, String region, ExecutionTask task, long at) {
    if (own.contains(task.getExecutionId()) && !home.equals(region)) {
      strays.add(
          task.getExecutionId() + " has a task for " + region + " in the cluster of " + home);
    }
    ledger.task(region, task, at);
  }

  /** What is lost, doubled, outside its region or in the wrong cluster, for people. */
  List<String> faults() {
    var elsewhere =
        ended.stream()
            .filter(end -> own.contains(end.execution()))
            .filter(end -> !end.in().equals(requestedIn.get(end.execution())))
            .map(end -> end + ", but was requested in " + requestedIn.get(end.execution()));
    return Stream.of(ledger.faults().stream(), elsewhere, leaks(), strays.stream())
        .flatMap(faults -> faults)
        .toList();
  }

  /** R5: the value of a bound request is in the clusters of its region only. */
  private Stream<String> leaks() {
    return toldValues.stream()
        .filter(
            end -> ledger.boundTo(end.execution()).filter(to -> !to.equals(end.in())).isPresent())
        .map(end -> end + " has its value there, though it is bound elsewhere");
  }

  /** How many ended how, by the region that they are bound to. */
  Map<String, Map<String, Long>> ends() {
    return ledger.ends();
  }

  /**
   * Requests that a region's control plane sent to agents of its own, though nothing binds them
   * there.
   *
   * @param from ms since the epoch
   * @param until ms since the epoch
   */
  long servedFreely(String region, long from, long until) {
    return decided.stream()
        .filter(decision -> decision.in().equals(region))
        .filter(decision -> decision.at() >= from && decision.at() < until)
        .filter(decision -> !decision.bound() && decision.asked().contains(region))
        .count();
  }

  /** Parts that other regions forwarded to one that lost something then, ms since the epoch. */
  Forwarded forwarded(String region, long lostAt) {
    var parts =
        decided.stream()
            .filter(part -> part.in().equals(region))
            .filter(part -> !region.equals(requestedIn.get(part.execution())))
            .toList();
    return new Forwarded(
        parts.stream().filter(part -> part.at() >= lostAt).count(),
        parts.stream()
            .filter(part -> part.at() < lostAt)
            .filter(part -> completedAt.getOrDefault(part.execution(), 0L) > lostAt)
            .count());
  }
}
