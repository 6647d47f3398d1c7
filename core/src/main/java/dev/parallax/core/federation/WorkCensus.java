package dev.parallax.core.federation;

import dev.parallax.core.fleet.Agent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The agents of one region that take work, counted by capability set (P7). A change costs as much
 * as that agent has capabilities. For one thread at a time.
 */
public final class WorkCensus {
  /**
   * Characters of the capabilities that are told: of the sets that most agents have. A fleet whose
   * agents each invent names must not make the record too large to be written.
   */
  public static final int MAX_CHARACTERS = 150_000;

  private final Map<String, Member> members = new HashMap<>();
  private final Map<Set<String>, Tally> tallies = new HashMap<>();

  private record Member(Set<String> capabilities, long spare) {}

  private record Tally(int agents, long spare) {
    Tally plus(Tally other) {
      return new Tally(agents + other.agents, spare + other.spare);
    }
  }

  /** An agent changed, or is there for the first time. */
  public void put(Agent agent) {
    remove(agent.id());
    if (agent.takesWork()) {
      var member = new Member(agent.capabilities(), agent.spare());
      members.put(agent.id(), member);
      count(member, 1);
    }
  }

  /** An agent is gone, or belongs to another region. Does nothing if it was not there. */
  public void remove(String agentId) {
    var before = members.remove(agentId);
    if (before != null) {
      count(before, -1);
    }
  }

  private void count(Member member, int sign) {
    tallies.merge(
        member.capabilities(),
        new Tally(sign, sign * member.spare()),
        (a, b) -> a.agents() + b.agents() == 0 ? null : a.plus(b));
  }

  /**
   * The groups now, in an order that does not depend on their figures; at most those whose
   * capabilities have {@value #MAX_CHARACTERS} characters together.
   */
  public List<WorkGroup> groups() {
    var all = new ArrayList<WorkGroup>();
    tallies.forEach(
        (capabilities, tally) ->
            all.add(new WorkGroup(new TreeSet<>(capabilities), tally.agents(), tally.spare())));
    var order = Comparator.<WorkGroup, String>comparing(WorkCensus::text);
    all.sort(Comparator.comparingInt(WorkGroup::agents).reversed().thenComparing(order));
    var kept = fitting(all);
    kept.sort(order);
    return List.copyOf(kept);
  }

  private static List<WorkGroup> fitting(List<WorkGroup> groups) {
    var kept = new ArrayList<WorkGroup>();
    int characters = 0;
    for (var group : groups) {
      characters += text(group).length();
      if (characters > MAX_CHARACTERS) {
        break;
      }
      kept.add(group);
    }
    return kept;
  }

  private static String text(WorkGroup group) {
    return group.capabilities().toString();
  }
}
