package dev.parallax.cli.drills;

import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.events.AgentAnswer;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the topics say of the executions of a drill, once all of them should be over. */
final class Seen {
  private static final Duration READING = Duration.ofMinutes(3);

  private final Set<String> executionIds;
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Map<ExecutionStatus, Long> statuses = new EnumMap<>(ExecutionStatus.class);
  private final Set<String> answered = new HashSet<>();
  private final Set<String> unroutable = new HashSet<>();
  private long tasks;
  private long twice;
  private long failed;
  private long silent;
  private long otherwiseLost;
  private long otherValues;
  private long deadLetters;

  private Seen(Collection<String> executionIds) {
    this.executionIds = Set.copyOf(executionIds);
  }

  static Seen read(Ground ground, AvroCodecs codecs, Collection<String> executionIds) {
    var seen = new Seen(executionIds);
    var topics = ground.connection().catalogue();
    try (var follower = TopicFollower.open(ground.connection(), codecs)) {
      follower.follow(topics.outcomes(), ExecutionOutcome.class, seen::outcome);
      follower.follow(topics.unroutable(), UnroutableRequest.class, seen::refused);
      follower.follow(topics.results(), TaskResult.class, seen::result);
      for (var region : ground.bootstrapServers().keySet()) {
        follower.follow(topics.executions(region), ExecutionTask.class, seen::task);
      }
      follower.followTimes(Instant.EPOCH, topics.deadLetters(), (key, at) -> seen.deadLetters++);
      follower.catchUp(READING);
    }
    seen.answered.clear();
    return seen;
  }

  private void outcome(String id, Optional<ExecutionOutcome> value) {
    if (value.isEmpty() || !executionIds.contains(id)) {
      return;
    }
    var outcome = value.get();
    if (outcomes.merge(id, 1, Integer::sum) > 1) {
      return;
    }
    statuses.merge(outcome.getStatus(), 1L, Long::sum);
    if (outcome.getStatus() == ExecutionStatus.COMPLETED
        && !FaultyAgents.ANSWER.equals(outcome.getValue())) {
      otherValues++;
    }
    outcome.getAnswers().forEach(this::answer);
  }

  private void answer(AgentAnswer answer) {
    if (answer.getError() == null) {
      return;
    }
    if (answer.getError().equals(FaultyAgents.ERROR)) {
      failed++;
    } else if (answer.getError().startsWith("no answer within ")) {
      silent++;
    } else {
      otherwiseLost++;
    }
  }

  private void result(String id, Optional<TaskResult> value) {
    value
        .filter(result -> executionIds.contains(id))
        .map(result -> id + ":" + result.getSlot() + ":" + result.getAttempt())
        .filter(task -> !answered.add(task))
        .ifPresent(again -> twice++);
  }

  private void refused(String id, Optional<UnroutableRequest> value) {
    if (value.isPresent() && executionIds.contains(id)) {
      unroutable.add(id);
    }
  }

  private void task(String agentId, Optional<ExecutionTask> value) {
    if (value.filter(task -> executionIds.contains(task.getExecutionId())).isPresent()) {
      tasks++;
    }
  }

  /** Executions with at least one outcome. */
  long ended() {
    return outcomes.size();
  }

  /** Executions without an outcome. */
  long missing() {
    return executionIds.size() - ended();
  }

  /** Executions that got no agents. */
  long unroutable() {
    return unroutable.size();
  }

  /** Executions with more than one outcome. */
  long endedTwice() {
    return outcomes.values().stream().filter(count -> count > 1).count();
  }

  long executions(ExecutionStatus status) {
    return statuses.getOrDefault(status, 0L);
  }

  /** Tasks on the regions' topics. */
  long tasks() {
    return tasks;
  }

  /** Tasks whose agent failed, by the outcomes. */
  long failed() {
    return failed;
  }

  /** Tasks that were never answered, by the outcomes. */
  long silent() {
    return silent;
  }

  /** Tasks that were answered twice, by the results topic. */
  long twice() {
    return twice;
  }

  /** Tasks that were lost for a reason that is none of the drill's, by the outcomes. */
  long otherwiseLost() {
    return otherwiseLost;
  }

  /** Executions that completed with a value that no agent gave. */
  long otherValues() {
    return otherValues;
  }

  long deadLetters() {
    return deadLetters;
  }
}
