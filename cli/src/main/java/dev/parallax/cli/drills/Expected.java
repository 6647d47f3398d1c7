package dev.parallax.cli.drills;

import static dev.parallax.events.ExecutionStatus.COMPLETED;
import static dev.parallax.events.ExecutionStatus.FAILED;
import static dev.parallax.events.ExecutionStatus.TIMED_OUT;

import dev.parallax.events.ExecutionStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What must come of executions that ask three agents, all of which are needed, with one retry. Told
 * from the faults alone, by rules X8 and X9 written a second time and as plainly as can be:
 *
 * <ul>
 *   <li>a slot whose agent fails or stays silent is given to another agent once;
 *   <li>when a slot has lost both, the execution cannot have enough answers: slots that lose their
 *       first agent after that are not given to another;
 *   <li>it ends when nobody is awaited any more: COMPLETED if all slots were answered, else
 *       TIMED_OUT if any slot's last agent was silent, else FAILED.
 * </ul>
 *
 * <p>Only the order of losses matters, and a silence takes longer than any number of errors.
 */
final class Expected {
  static final int SLOTS = 3;

  private static final int FAILURE_TAKES = 1;
  private static final int SILENCE_TAKES = 100;
  private static final int NEVER = Integer.MAX_VALUE;

  private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  private final Map<ExecutionStatus, Long> statuses = new EnumMap<>(ExecutionStatus.class);

  private Expected() {}

  static Expected of(List<String> executionIds) {
    var expected = new Expected();
    executionIds.forEach(expected::add);
    return expected;
  }

  /** Agents that were asked, in all. */
  long tasks() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Tasks with this fate. */
  long tasks(Fault fault) {
    return faults.getOrDefault(fault, 0L);
  }

  /** Executions that end so. */
  long executions(ExecutionStatus status) {
    return statuses.getOrDefault(status, 0L);
  }

  private void add(String id) {
    int hopelessFrom =
        IntStream.range(0, SLOTS).map(slot -> lostBothAt(id, slot)).min().orElse(NEVER);
    var last = new ArrayList<Fault>();
    for (int slot = 0; slot < SLOTS; slot++) {
      last.add(askFor(id, slot, hopelessFrom));
    }
    statuses.merge(status(last), 1L, Long::sum);
  }

  /** The fate of the last task of the slot. */
  private Fault askFor(String id, int slot, int hopelessFrom) {
    var first = Fault.of(id, slot, 1);
    faults.merge(first, 1L, Long::sum);
    if (!first.isLoss() || takes(first) > hopelessFrom) {
      return first;
    }
    var second = Fault.of(id, slot, 2);
    faults.merge(second, 1L, Long::sum);
    return second;
  }

  private static int lostBothAt(String id, int slot) {
    var first = Fault.of(id, slot, 1);
    var second = Fault.of(id, slot, 2);
    return first.isLoss() && second.isLoss() ? takes(first) + takes(second) : NEVER;
  }

  private static int takes(Fault loss) {
    return loss == Fault.FAILS ? FAILURE_TAKES : SILENCE_TAKES;
  }

  private static ExecutionStatus status(List<Fault> last) {
    if (last.stream().noneMatch(Fault::isLoss)) {
      return COMPLETED;
    }
    return last.contains(Fault.NEVER_ANSWERS) ? TIMED_OUT : FAILED;
  }
}
