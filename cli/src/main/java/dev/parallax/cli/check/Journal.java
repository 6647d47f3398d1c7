package dev.parallax.cli.check;

import dev.parallax.cli.cluster.OpenTransaction;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PatternDefinition;
import dev.parallax.events.RegionState;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskKind;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the topics of one cluster say. Patterns are to be told before requests, and decisions too,
 * as a request's bounds depend on the version that was used. For one thread.
 */
final class Journal {
  private final String cluster;
  private final PlainRules rules;
  private final Map<String, Story> stories = new TreeMap<>();
  private final Map<String, Map<String, PatternDefinition>> versions = new HashMap<>();
  private final Map<String, PatternDefinition> standing = new TreeMap<>();
  private final Map<String, String> versionOf = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private final List<Told<FailoverEvent>> failovers = new ArrayList<>();
  private final List<Told<RegionState>> regions = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private long beginning = Long.MIN_VALUE;
  private long records;

  /** A record and where it is. */
  record Told<T>(Place at, T record) {}

  /**
   * @param cluster the region whose cluster it is; empty where one serves all regions
   * @param rules where requests may be worked on there
   */
  Journal(String cluster, PlainRules rules) {
    this.cluster = cluster;
    this.rules = rules;
  }

  String cluster() {
    return cluster;
  }

  /** A version of a pattern, or its deletion. */
  void pattern(PatternDefinition pattern) {
    records++;
    versions
        .computeIfAbsent(pattern.getName(), name -> new HashMap<>())
        .put(pattern.getVersion(), pattern);
    standing.put(pattern.getName(), pattern);
  }

  /** A request that is where it belongs: its id is its key, on that key's partition. */
  void request(Place at, long appendedAt, String id, Incoming request) {
    records++;
    story(id)
        .requests()
        .add(rules.requested(at, appendedAt, request, pattern(id, request.record().getPattern())));
  }

  private Optional<PatternDefinition> pattern(String id, String name) {
    return Optional.ofNullable(name).map(versions::get).map(known -> known.get(versionOf.get(id)));
  }

  /** Something that is no request, or stands where it does not count, under this id. */
  void noRequest(String id) {
    records++;
    unreadable.add(id);
  }

  void decision(Place at, RoutingDecision decision) {
    records++;
    story(decision.getExecutionId()).decisions().add(Decided.of(at, decision));
    if (decision.getPatternVersion() != null) {
      versionOf.putIfAbsent(decision.getExecutionId(), decision.getPatternVersion());
    }
  }

  /** A task in the topic of a region; key as it is there. */
  void task(Place at, String region, String key, ExecutionTask task) {
    records++;
    if (!task.getRegion().equals(region)) {
      violate("X2", task.getExecutionId(), at, "a task for " + task.getRegion());
    }
    if (!task.getAgentId().equals(key)) {
      violate(
          "X2",
          task.getExecutionId(),
          at,
          "a task for %s under the key %s".formatted(task.getAgentId(), key));
    }
    if (!cluster.isEmpty() && !cluster.equals(region)) {
      violate("P7", task.getExecutionId(), at, "a task for a region with another cluster");
    }
    if (task.getKind() == TaskKind.EXECUTE) {
      story(task.getExecutionId())
          .tasks()
          .add(new Asked(at, task.getSlot(), task.getAttempt(), region, task.getAgentId()));
    }
  }

  /** A part in the topic of the region that it is for. */
  void part(Place at, String region, ForwardedPart part) {
    records++;
    if (part.getKind() == PartKind.EXECUTE) {
      part.getSlots()
          .forEach(
              slot ->
                  story(part.getExecutionId())
                      .parts()
                      .add(new Asked(at, slot.getSlot(), slot.getAttempt(), region, "")));
    }
  }

  void result(Place at, TaskResult result) {
    records++;
    story(result.getExecutionId())
        .replies()
        .add(
            new Replied(
                at,
                result.getSlot(),
                result.getAttempt(),
                result.getAgentId(),
                result.getError() == null && result.getValue() != null));
  }

  void outcome(Place at, long writtenAt, ExecutionOutcome outcome) {
    records++;
    story(outcome.getExecutionId()).ends().add(Ended.of(at, writtenAt, outcome));
  }

  void unroutable(Place at, long writtenAt, UnroutableRequest record) {
    records++;
    story(record.getExecutionId()).ends().add(Ended.of(at, writtenAt, record));
  }

  void failover(Place at, FailoverEvent event) {
    records++;
    failovers.add(new Told<>(at, event));
  }

  void region(Place at, RegionState state) {
    records++;
    regions.add(new Told<>(at, state));
  }

  /** A record that an app of ours wrote, and that cannot be read. */
  void garbage(Place at, String topicOf) {
    records++;
    violate("R18", topicOf, at, "no record of its topic can be read here");
  }

  /** A transaction that does not end, and hides what comes after it. */
  void open(OpenTransaction transaction) {
    var at = transaction.partition();
    violate(
        "X9",
        "transaction of producer " + transaction.producerId(),
        new Place(cluster, at.topic(), at.partition(), transaction.firstOffset()),
        ("last wrote at %s and has not ended: until it does, nothing after it is read. If its producer"
                + " is gone: kafka-transactions.sh --bootstrap-server ... abort --topic %s --partition %d --start-offset %d")
            .formatted(
                Instant.ofEpochMilli(transaction.lastWrittenAt()),
                at.topic(),
                at.partition(),
                transaction.firstOffset()));
  }

  /** Older requests than of this time are kept no longer; ms since the epoch. */
  void begins(long time) {
    beginning = Math.max(beginning, time);
  }

  private void violate(String rule, String subject, Place at, String what) {
    violations.add(new Violation(rule, subject, at, what));
  }

  private Story story(String id) {
    return stories.computeIfAbsent(id, Story::new);
  }

  Map<String, Story> stories() {
    return stories;
  }

  Optional<Story> find(String id) {
    return Optional.ofNullable(stories.get(id));
  }

  /** Whether the id is that of something that was no request, or not where it belongs. */
  boolean isUnreadable(String id) {
    return unreadable.contains(id);
  }

  /** Whether what belongs to this time may no longer be kept. */
  boolean isForgotten(long time) {
    return time < beginning;
  }

  /** Whether older requests are kept no longer. */
  boolean isCut() {
    return beginning > Long.MIN_VALUE;
  }

  Place missing(String topic) {
    return Place.nowhere(cluster, rules.prefix() + topic);
  }

  List<Told<FailoverEvent>> failovers() {
    return failovers;
  }

  List<Told<RegionState>> regions() {
    return regions;
  }

  /** The last of each pattern. */
  Map<String, PatternDefinition> standing() {
    return standing;
  }

  /** How many records were told. */
  long records() {
    return records;
  }

  /** What records show by themselves. */
  void tell(Consumer<Violation> found) {
    violations.forEach(found);
  }
}
