package dev.parallax.router;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The executions of a task that wait for answers: when each is due, and for which agents it waits.
 * In memory, found again in the store after a task has started; about 200 bytes for each that waits
 * for one agent, its id included.
 */
final class OpenExecutions {
  private final Map<String, Open> byId = new HashMap<>();
  private final Map<Asked, Asking> byAgent = new HashMap<>();
  private final DueTimes times = new DueTimes();

  /**
   * An agent whose answer is awaited.
   *
   * @param region where it was when it was asked
   */
  record Asked(String agentId, String region) {}

  private static final class Asking {
    private final Asked agent;
    private final Bag<Wait> waits = new Bag<>();

    Asking(Asked agent) {
      this.agent = agent;
    }
  }

  private static final class Open extends DueTimes.Due {
    private Wait first;

    Open(String executionId) {
      super(executionId);
    }

    boolean waitsFor(Asking asking) {
      var wait = first;
      while (wait != null && wait.asking != asking) {
        wait = wait.next;
      }
      return wait != null;
    }
  }

  private static final class Wait extends Bag.Member {
    private final Open execution;
    private final Asking asking;
    private final Wait next;

    Wait(Open execution, Asking asking, Wait next) {
      this.execution = execution;
      this.asking = asking;
      this.next = next;
    }
  }

  /**
   * It waits for these agents now, and for no others.
   *
   * @param dueAt when it is looked at without an answer, ms since the epoch
   */
  void put(String executionId, long dueAt, List<Asked> asked) {
    var open = byId.computeIfAbsent(executionId, Open::new);
    times.put(open, dueAt);
    stopWaiting(open);
    for (var agent : asked) {
      var asking = byAgent.computeIfAbsent(agent, Asking::new);
      if (!open.waitsFor(asking)) {
        open.first = new Wait(open, asking, open.first);
        asking.waits.add(open.first);
      }
    }
  }

  /** It waits no longer. */
  void remove(String executionId) {
    var open = byId.remove(executionId);
    if (open != null) {
      times.remove(open);
      stopWaiting(open);
    }
  }

  private void stopWaiting(Open open) {
    for (var wait = open.first; wait != null; wait = wait.next) {
      wait.leave();
      if (wait.asking.waits.isEmpty()) {
        byAgent.remove(wait.asking.agent);
      }
    }
    open.first = null;
  }

  boolean contains(String executionId) {
    return byId.containsKey(executionId);
  }

  int size() {
    return byId.size();
  }

  /** At most {@code limit} executions that are due at {@code now}, the longest overdue first. */
  List<String> due(long now, int limit) {
    return times.due(now, limit);
  }

  /** All agents that are waited for. */
  List<Asked> agents() {
    return List.copyOf(byAgent.keySet());
  }

  /** The executions that wait for this agent. */
  List<String> waitingFor(Asked agent) {
    var asking = byAgent.get(agent);
    if (asking == null) {
      return List.of();
    }
    var waiting = new ArrayList<String>(asking.waits.size());
    for (int i = 0; i < asking.waits.size(); i++) {
      waiting.add(asking.waits.get(i).execution.executionId());
    }
    return waiting;
  }
}
