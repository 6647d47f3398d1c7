package dev.parallax.core.federation;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The agents of one region that take work (R4) and have exactly these capabilities (P7).
 *
 * @param capabilities the set
 * @param agents how many, &gt;= 1
 * @param spare their spare capacity together (R12), in units of 1/1024 task
 */
public record WorkGroup(SortedSet<String> capabilities, int agents, long spare) {
  /** By less than this share figures may differ and still tell the same. */
  private static final int SAME_PART = 8;

  /** Copies the set. */
  public WorkGroup {
    capabilities = Collections.unmodifiableSortedSet(new TreeSet<>(capabilities));
  }

  /** Whether nothing changed that is worth telling at once: figures that differ by an eighth. */
  static boolean tellTheSame(List<WorkGroup> these, List<WorkGroup> those) {
    if (these.size() != those.size()) {
      return false;
    }
    for (int i = 0; i < these.size(); i++) {
      if (!these.get(i).tellsTheSameAs(those.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean tellsTheSameAs(WorkGroup other) {
    return capabilities.equals(other.capabilities)
        && isNear(agents, other.agents)
        && isNear(spare, other.spare);
  }

  private static boolean isNear(long figure, long before) {
    return Math.abs(figure - before) <= before / SAME_PART;
  }
}
