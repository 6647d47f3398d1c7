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
public final class Ledger {
  private final Map<String, String> regionOfBinding;
  private final Map<String, Entry> entries = new HashMap<>();

  /** One execution. */
  private static final class Entry {
    private final String id;
    private Optional<String> bound = Optional.empty();
    private boolean certain = true;
    private boolean onTopic;
    private int outcomes;
    private int unroutable;
    private String end = "nothing";
    private final List<Task> tasks = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();
    private int askedTwice;

    private Entry(String id) {
      this.id = id;
    }

    private boolean isLost() {
      return onTopic ? outcomes + unroutable == 0 : certain;
    }

    private boolean isDoubled() {
      return outcomes + unroutable > 1 || askedTwice > 0;
    }

    private List<Task> strays() {
      return bound
          .map(region -> tasks.stream().filter(task -> !task.region().equals(region)).toList())
          .orElse(List.of());
    }

    private boolean isFaulty() {
      return isLost() || isDoubled() || !strays().isEmpty();
    }

    private String text() {
      return "%s: %s, %s, %d outcomes, %d unroutable records, %d tasks too many, ended %s; tasks %s"
          .formatted(
              id,
              bound.map(region -> "bound to " + region).orElse("free"),
              onTopic ? "requested" : "not on its topic",
              outcomes,
              unroutable,
              askedTwice,
              end,
              tasks);
    }
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
  public record Task(
      String execution, String region, int attempt, long epoch, long at, boolean bound) {}

  /**
   * A ledger without records.
   *
   * @param accepted ids of all executions that were accepted
   * @param regionOfBinding the region that data with this {@code dataResidency} must stay in
   */
  public Ledger(Collection<String> accepted, Map<String, String> regionOfBinding) {
    this.regionOfBinding = Map.copyOf(regionOfBinding);
    accepted.forEach(id -> entries.put(id, new Entry(id)));
  }

  /** That the broker never confirmed these: they are on its topic or not. */
  public void unconfirmed(Collection<String> ids) {
    ids.forEach(id -> entry(id).ifPresent(entry -> entry.certain = false));
  }

  private Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** A record of the requests topic. */
  public void request(String id, ExecutionRequest request) {
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
   * A record of a region's topic of tasks.
   *
   * @param region whose topic it was read from
   * @param at when the broker took it, ms since the epoch
   */
  public void task(String region, ExecutionTask task, long at) {
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

  /** A record of the outcomes topic. */
  public void outcome(String id, ExecutionOutcome outcome) {
    entry(id)
        .ifPresent(
            entry -> {
              entry.outcomes++;
              entry.end = outcome.getStatus().toString();
            });
  }

  /** A record of the unroutable topic. */
  public void unroutable(String id, UnroutableRequest record) {
    entry(id)
        .ifPresent(
            entry -> {
              entry.unroutable++;
              entry.end = "unroutable " + record.getReason();
            });
  }

  /** The region that an execution is bound to; absent if it may go anywhere. */
  public Optional<String> boundTo(String id) {
    return entry(id).flatMap(entry -> entry.bound);
  }

  /** Executions that were accepted. */
  public long accepted() {
    return entries.size();
  }

  /** Executions without an end, or whose request is not on its topic. */
  public long lost() {
    return count(Entry::isLost);
  }

  /** Executions that ended more than once, and tasks that were written more than once. */
  public long doubled() {
    return count(Entry::isDoubled);
  }

  /** Tasks of bound executions on the topic of a region that they are not bound to (R5). */
  public long violations() {
    return entries.values().stream().mapToLong(entry -> entry.strays().size()).sum();
  }

  /** What is known of every execution that is lost or doubled or left its region, sorted by id. */
  public List<String> faults() {
    return entries.values().stream()
        .filter(Entry::isFaulty)
        .sorted(Comparator.comparing(entry -> entry.id))
        .map(Entry::text)
        .toList();
  }

  /** Executions that may go anywhere, and did not complete. */
  long freeNotCompleted() {
    return count(
        entry -> entry.bound.isEmpty() && !entry.end.equals(ExecutionStatus.COMPLETED.toString()));
  }

  /** Ends of those executions that may go anywhere (""), or are bound to a region, by how. */
  public Map<String, Map<String, Long>> ends() {
    var ends = new TreeMap<String, Map<String, Long>>();
    for (var entry : entries.values()) {
      ends.computeIfAbsent(entry.bound.orElse(""), bound -> new TreeMap<>())
          .merge(entry.end, 1L, Long::sum);
    }
    return ends;
  }

  /** All tasks, in the order of their time. */
  public List<Task> tasks() {
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
