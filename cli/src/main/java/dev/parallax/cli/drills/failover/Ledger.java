package dev.parallax.cli.drills.failover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.console.Json;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.events.UnroutableRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the topics say of every execution: it knows neither the client nor the router. An execution
 * must have one outcome or one unroutable record (X9), and one whose input is bound to a region no
 * task elsewhere (R5).
 */
final class Ledger {
  private final Map<String, String> regionOfBinding;
  private final Map<String, Entry> entries = new HashMap<>();

  /** One execution. */
  private static final class Entry {
    private Optional<String> bound = Optional.empty();
    private boolean onTopic;
    private int outcomes;
    private int unroutable;
    private String end = "nothing";
    private final List<Task> tasks = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int askedTwice;
  }

  /**
   * A task on the topic of a region.
   *
   * @param execution its id
   * @param region whose topic it is on
   * @param attempt from 1
   * @param epoch of the failover state that the router knew
   * @param at when the broker took it, ms since the epoch
   * @param bound whether the execution is bound to a region
   */
  record Task(String execution, String region, int attempt, long epoch, long at, boolean bound) {}

  /**
   * @param accepted ids of all executions that were accepted
   * @param regionOfBinding the region that data with this {@code dataResidency} must stay in
   */
  Ledger(Collection<String> accepted, Map<String, String> regionOfBinding) {
    this.regionOfBinding = Map.copyOf(regionOfBinding);
    accepted.forEach(id -> entries.put(id, new Entry()));
  }

  private Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  void request(String id, ExecutionRequest request) {
    entry(id)
        .ifPresent(
            entry -> {
              entry.onTopic = true;
              entry.bound = boundTo(request);
            });
  }

  private Optional<String> boundTo(ExecutionRequest request) {
    try {
      return Optional.ofNullable(Json.parse(request.getInput()).get("dataResidency"))
          .map(JsonNode::textValue)
          .map(regionOfBinding::get);
    } catch (JsonProcessingException foreign) {
      throw new IllegalStateException("no input of the drill: " + request.getInput(), foreign);
    }
  }

  /**
   * @param region whose topic it was read from
   */
  void task(String region, ExecutionTask task, long at) {
    if (task.getKind() != TaskKind.EXECUTE) {
      return;
    }
    entry(task.getExecutionId())
        .ifPresent(
            entry -> {
              if (!entry.asked.add(task.getSlot() + ":" + task.getAttempt())) {
                entry.askedTwice++;
              }
              entry.tasks.add(
                  new Task(
                      task.getExecutionId(),
                      region,
                      task.getAttempt(),
                      task.getEpoch(),
                      at,
                      false));
            });
  }

  void outcome(String id, ExecutionOutcome outcome) {
    entry(id)
        .ifPresent(
            entry -> {
              entry.outcomes++;
              entry.end = outcome.getStatus().toString();
            });
  }

  void unroutable(String id, UnroutableRequest record) {
    entry(id)
        .ifPresent(
            entry -> {
              entry.unroutable++;
              entry.end = "unroutable " + record.getReason();
            });
  }

  /** Executions that were accepted. */
  long accepted() {
    return entries.size();
  }

  /** Executions without an end, or whose request is not on its topic. */
  long lost() {
    return count(entry -> !entry.onTopic || entry.outcomes + entry.unroutable == 0);
  }

  /** Executions that ended more than once, and tasks that were written more than once. */
  long doubled() {
    return count(entry -> entry.outcomes + entry.unroutable > 1 || entry.askedTwice > 0);
  }

  /** Tasks of bound executions on the topic of a region that they are not bound to (R5). */
  long violations() {
    return entries.values().stream()
        .filter(entry -> entry.bound.isPresent())
        .flatMap(entry -> entry.tasks.stream().filter(t -> !t.region().equals(entry.bound.get())))
        .count();
  }

  /** Executions that may go anywhere, and did not complete. */
  long freeNotCompleted() {
    return count(
        entry -> entry.bound.isEmpty() && !entry.end.equals(ExecutionStatus.COMPLETED.toString()));
  }

  /** Ends of those executions that may go anywhere (""), or are bound to a region, by how. */
  Map<String, Map<String, Long>> ends() {
    var ends = new TreeMap<String, Map<String, Long>>();
    for (var entry : entries.values()) {
      ends.computeIfAbsent(entry.bound.orElse(""), bound -> new TreeMap<>())
          .merge(entry.end, 1L, Long::sum);
    }
    return ends;
  }

  /** All tasks, in the order of their time. */
  List<Task> tasks() {
    var tasks = new ArrayList<Task>();
    for (var entry : entries.values()) {
      boolean bound = entry.bound.isPresent();
      entry.tasks.forEach(
          task ->
              tasks.add(
                  new Task(
                      task.execution(),
                      task.region(),
                      task.attempt(),
                      task.epoch(),
                      task.at(),
                      bound)));
    }
    tasks.sort(Comparator.comparingLong(Task::at));
    return tasks;
  }

  private long count(Predicate<Entry> condition) {
    return entries.values().stream().filter(condition).count();
  }
}
