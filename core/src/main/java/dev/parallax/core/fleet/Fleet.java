package dev.parallax.core.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An immutable snapshot of agents, regions and patterns. Every change returns a new one that shares
 * its structure: a change of an agent costs O(log agents + regions + distinct capability sets of
 * its region).
 *
 * <p>Two snapshots with the same contents decide alike, whatever changes led to them.
 */
public final class Fleet {
  private static final Fleet EMPTY =
      new Fleet(WeightedTree.empty(), Map.of(), PatternBook.EMPTY, Set.of(), 0, 0);

  private final WeightedTree<Agent> agents;
  private final Map<String, RegionView> regions;
  private final PatternBook patterns;
  private final Set<String> missingTopics;
  private final long epoch;
  private final long admissionVersion;

  private Fleet(
      WeightedTree<Agent> agents,
      Map<String, RegionView> regions,
      PatternBook patterns,
      Set<String> missingTopics,
      long epoch,
      long admissionVersion) {
    this.agents = agents;
    this.regions = regions;
    this.patterns = patterns;
    this.missingTopics = missingTopics;
    this.epoch = epoch;
    this.admissionVersion = admissionVersion;
  }

  /** Nothing known yet. */
  public static Fleet empty() {
    return EMPTY;
  }

  /** With this agent in place of what was known of the same id, in whatever region that was. */
  public Fleet with(Agent agent) {
    var known = agents.find(agent.id());
    if (known != null && known.value().equals(agent)) {
      return this;
    }
    var changed = new HashMap<>(regions);
    if (known != null) {
      leave(changed, known.value());
    }
    put(changed, agent.region(), view(changed, agent.region()).with(agent));
    boolean opens = known == null ? agent.takesWork() : !agent.opensNothingAfter(known.value());
    return new Fleet(
        agents.with(WeightedTree.Entry.of(agent.id(), 0, agent)),
        changed,
        patterns,
        missingTopics,
        epoch,
        admissionVersion + (opens ? 1 : 0));
  }

  /** Without the agent. */
  public Fleet withoutAgent(String agentId) {
    var known = agents.find(agentId);
    if (known == null) {
      return this;
    }
    var changed = new HashMap<>(regions);
    leave(changed, known.value());
    return new Fleet(
        agents.without(known.hash(), agentId),
        changed,
        patterns,
        missingTopics,
        epoch,
        admissionVersion);
  }

  /** With this status in place of what was known of its region. */
  public Fleet with(RegionStatus status) {
    var known = view(regions, status.region());
    if (known.published() && known.status().equals(status)) {
      return this;
    }
    return changed(status.region(), known.with(status));
  }

  /** Without the region's status: nothing is known of it any more. Its agents stay. */
  public Fleet withoutRegion(String region) {
    var known = regions.get(region);
    return known == null || !known.published() ? this : changed(region, known.withoutStatus());
  }

  /** With this pattern in place of the one of the same name. */
  public Fleet with(Pattern pattern) {
    if (pattern(pattern.name()).filter(pattern::equals).isPresent()) {
      return this;
    }
    return new Fleet(
        agents, regions, patterns.with(pattern), missingTopics, epoch, admissionVersion + 1);
  }

  /** Without the pattern. */
  public Fleet withoutPattern(String name) {
    if (pattern(name).isEmpty()) {
      return this;
    }
    return new Fleet(
        agents, regions, patterns.without(name), missingTopics, epoch, admissionVersion);
  }

  /**
   * With these as the regions whose task topic is missing, in place of those named before: they
   * take no work (R3), whatever their health, until this is called without them.
   */
  public Fleet withMissingTopics(Set<String> ids) {
    if (ids.equals(missingTopics)) {
      return this;
    }
    boolean opens = !ids.containsAll(missingTopics);
    return new Fleet(
        agents, regions, patterns, Set.copyOf(ids), epoch, admissionVersion + (opens ? 1 : 0));
  }

  /** Agents connected in the region, draining ones included. */
  public int connected(String region) {
    return view(regions, region).connected();
  }

  /** The agent as last published, connected or not. */
  public Optional<Agent> agent(String id) {
    return Optional.ofNullable(agents.find(id)).map(WeightedTree.Entry::value);
  }

  /** Calls {@code action} for every agent, connected or not, in no order that means anything. */
  public void forEachAgent(Consumer<? super Agent> action) {
    agents.forEach(entry -> action.accept(entry.value()));
  }

  /** The region as last published. */
  public Optional<RegionStatus> region(String id) {
    return view(regions, id).publishedStatus();
  }

  /** The region as last published, else {@link RegionStatus#unknown}. */
  public RegionStatus status(String region) {
    return view(regions, region).status();
  }

  /** Whether the region's task topic is missing, so that nothing may be sent to it (R3). */
  public boolean lacksTopic(String region) {
    return missingTopics.contains(region);
  }

  /** The agents of the region that satisfy R4 for these capabilities. */
  public EligibleAgents eligible(String region, Set<String> required) {
    return eligible(region, required, Set.of());
  }

  /** The same, if each agent of the region also has what is {@code declared} for it (R9). */
  public EligibleAgents eligible(String region, Set<String> required, Set<String> declared) {
    var known = regions.get(region);
    return known == null ? EligibleAgents.none() : known.eligible(required, declared);
  }

  /** The newest pattern of that name. */
  public Optional<Pattern> pattern(String name) {
    return patterns.find(name);
  }

  /**
   * Paths of the input, without {@code input.}, that a pattern reads; the same set until one
   * changes.
   */
  public Set<String> inputPaths() {
    return patterns.inputPaths();
  }

  /** Number of changes of the failover state that was seen (F7). */
  public long epoch() {
    return epoch;
  }

  /**
   * Rises whenever something that was unroutable may have become routable, and only then: an agent
   * takes work that did not, a region is available again, its task topic is there again, its
   * evacuation or failover state changed, a latency became known or less, a pattern came.
   */
  public long admissionVersion() {
    return admissionVersion;
  }

  private Fleet changed(String region, RegionView next) {
    var changed = new HashMap<>(regions);
    put(changed, region, next);
    boolean opens = !next.status().opensNothingAfter(status(region));
    return new Fleet(
        agents,
        changed,
        patterns,
        missingTopics,
        changed.values().stream().mapToLong(view -> view.status().epoch()).max().orElse(0),
        admissionVersion + (opens ? 1 : 0));
  }

  private static void leave(Map<String, RegionView> regions, Agent agent) {
    put(regions, agent.region(), view(regions, agent.region()).without(agent));
  }

  private static void put(Map<String, RegionView> regions, String region, RegionView view) {
    if (view.isVacant()) {
      regions.remove(region);
    } else {
      regions.put(region, view);
    }
  }

  private static RegionView view(Map<String, RegionView> regions, String region) {
    var known = regions.get(region);
    return known == null ? RegionView.unknown(region) : known;
  }
}
