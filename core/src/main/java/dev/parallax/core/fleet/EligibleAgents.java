package dev.parallax.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The agents of one region that satisfy R4 for one set of required capabilities. Immutable; making
 * one costs as much as the region has distinct capability sets, not agents.
 */
public final class EligibleAgents {
  private static final EligibleAgents NONE = new EligibleAgents(List.of());

  private final List<CapabilityGroup> groups;
  private final int count;
  private final long spare;

  EligibleAgents(List<CapabilityGroup> groups) {
    this.groups = groups;
    int agents = 0;
    long sum = 0;
    for (int i = 0; i < groups.size(); i++) {
      agents += groups.get(i).agents().count();
      sum += groups.get(i).agents().weight();
    }
    this.count = agents;
    this.spare = sum;
  }

  /** No agents. */
  public static EligibleAgents none() {
    return NONE;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Their spare capacity together, in units of 1/{@value Agent#UNITS_PER_TASK} task. */
  public long spare() {
    return spare;
  }

  /**
   * One of them, each with the probability of its share of the spare capacity, by weighted
   * rendezvous over the capability sets, then down the tree (R12). Empty if there are none.
   */
  public Optional<Agent> choose(long seed) {
    CapabilityGroup best = null;
    double least = 0;
    for (int i = 0; i < groups.size(); i++) {
      var group = groups.get(i);
      double score = Rendezvous.exponential(Rendezvous.hash(seed, group.hash()));
      if (best == null || score * best.agents().weight() < least * group.agents().weight()) {
        best = group;
        least = score;
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(best.agents().choose(Rendezvous.hash(seed, best.hash())).value());
  }

  /** These without one of them; this instance if it is not one of them. */
  public EligibleAgents without(Agent agent) {
    for (int i = 0; i < groups.size(); i++) {
      var group = groups.get(i);
      if (group.capabilities().equals(agent.capabilities())) {
        return group.holds(agent.id())
            ? new EligibleAgents(CapabilityGroup.replace(groups, group.without(agent.id())))
            : this;
      }
    }
    return this;
  }

  /** Those that have all of {@code required}, of which they need not have the declared ones. */
  static EligibleAgents of(
      List<CapabilityGroup> groups, Set<String> required, Set<String> declared) {
    if (required.isEmpty()) {
      return new EligibleAgents(groups);
    }
    var able = new ArrayList<CapabilityGroup>(groups.size());
    for (int i = 0; i < groups.size(); i++) {
      if (isAble(groups.get(i).capabilities(), required, declared)) {
        able.add(groups.get(i));
      }
    }
    return able.isEmpty() ? NONE : new EligibleAgents(able);
  }

  private static boolean isAble(Set<String> has, Set<String> required, Set<String> declared) {
    for (var capability : required) {
      if (!has.contains(capability) && !declared.contains(capability)) {
        return false;
      }
    }
    return true;
  }
}
