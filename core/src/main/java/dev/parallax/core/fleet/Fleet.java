package dev.parallax.core.fleet;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An immutable snapshot of agents, regions and patterns. Every change returns a new one that shares
 * its structure: a change of an agent costs O(log agents + distinct capability sets of its region),
 * and one reference per region.
 *
 * <p>Two snapshots with the same contents decide alike, whatever changes led to them.
 */
public final class Fleet {
  private static final Fleet EMPTY =
      new Fleet(
          WeightedTree.empty(),
          AgentsByRegion.NONE,
          Statuses.NONE,
          PatternBook.EMPTY,
          Set.of(),
          Reach.ALL,
          0,
          0);

  private final WeightedTree<Agent> agents;
  private final AgentsByRegion byRegion;
  private final Statuses statuses;
  private final PatternBook patterns;
  private final Set<String> missingTopics;
  private final Reach reach;
  private final long admissionVersion;
  private final long lossVersion;

  private Fleet(
      WeightedTree<Agent> agents,
      AgentsByRegion byRegion,
      Statuses statuses,
      PatternBook patterns,
      Set<String> missingTopics,
      Reach reach,
      long admissionVersion,
      long lossVersion) {
    this.agents = agents;
    this.byRegion = byRegion;
    this.statuses = statuses;
    this.patterns = patterns;
    this.missingTopics = missingTopics;
    this.reach = reach;
    this.admissionVersion = admissionVersion;
    this.lossVersion = lossVersion;
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
    boolean opens = known == null ? agent.takesWork() : !agent.opensNothingAfter(known.value());
    return new Fleet(
        agents.with(WeightedTree.Entry.of(agent.id(), 0, agent)),
        known == null ? joined(byRegion, agent) : replaced(known.value(), agent),
        statuses,
        patterns,
        missingTopics,
        reach,
        admissionVersion + (opens ? 1 : 0),
        lossVersion + (known != null && agent.isLossAfter(known.value()) ? 1 : 0));
  }

  /** Without the agent. */
  public Fleet withoutAgent(String agentId) {
    var known = agents.find(agentId);
    if (known == null) {
      return this;
    }
    return new Fleet(
        agents.without(known.hash(), agentId),
        left(known.value()),
        statuses,
        patterns,
        missingTopics,
        reach,
        admissionVersion,
        lossVersion + (known.value().connected() ? 1 : 0));
  }

  /** With this status in place of what was known of its region. */
  public Fleet with(RegionStatus status) {
    if (region(status.region()).filter(status::equals).isPresent()) {
      return this;
    }
    return with(statuses.with(status), status.region());
  }

  /** Without the region's status: nothing is known of it any more. Its agents stay. */
  public Fleet withoutRegion(String region) {
    return region(region).isEmpty() ? this : with(statuses.without(region), region);
  }

  /** With this pattern in place of the one of the same name. */
  public Fleet with(Pattern pattern) {
    if (pattern(pattern.name()).filter(pattern::equals).isPresent()) {
      return this;
    }
    return new Fleet(
        agents,
        byRegion,
        statuses,
        patterns.with(pattern),
        missingTopics,
        reach,
        admissionVersion + 1,
        lossVersion);
  }

  /** Without the pattern. */
  public Fleet withoutPattern(String name) {
    if (pattern(name).isEmpty()) {
      return this;
    }
    return new Fleet(
        agents,
        byRegion,
        statuses,
        patterns.without(name),
        missingTopics,
        reach,
        admissionVersion,
        lossVersion);
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
        agents,
        byRegion,
        statuses,
        patterns,
        Set.copyOf(ids),
        reach,
        admissionVersion + (opens ? 1 : 0),
        lossVersion);
  }

  /**
   * With this as all that is known of the agents of a region whose control plane is another one, in
   * place of what was known of it (P7). Its agents are never known one by one.
   */
  public Fleet with(RemoteRegion remote) {
    var next = RegionAgents.of(remote);
    boolean opens = !next.opensNothingAfter(byRegion.of(remote.region()));
    return new Fleet(
        agents,
        byRegion.with(remote.region(), next),
        statuses,
        patterns,
        missingTopics,
        reach,
        admissionVersion + (opens ? 1 : 0),
        lossVersion);
  }

  /**
   * With these as the regions whose control plane cannot be reached, in place of those named
   * before: they take no work (R3, F8), whatever their health, until this is called without them.
   */
  public Fleet withUnreachable(Set<String> ids) {
    if (ids.equals(reach.silent())) {
      return this;
    }
    boolean opens = !ids.containsAll(reach.silent());
    return with(new Reach(ids, reach.refusing()), opens);
  }

  /** For one decision: these regions sent the request back (P7), and are not asked again. */
  public Fleet sentBackBy(Set<String> ids) {
    return with(new Reach(reach.silent(), ids), false);
  }

  private Fleet with(Reach next, boolean opens) {
    return new Fleet(
        agents,
        byRegion,
        statuses,
        patterns,
        missingTopics,
        next,
        admissionVersion + (opens ? 1 : 0),
        lossVersion);
  }

  /** Agents connected in the region, draining ones included. */
  public int connected(String region) {
    return byRegion.of(region).connected();
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
    return statuses.find(id);
  }

  /** The region as last published, else {@link RegionStatus#unknown}. */
  public RegionStatus status(String region) {
    return statuses.of(region);
  }

  /** What is known of all regions; the same instance until that changes. */
  public Statuses statuses() {
    return statuses;
  }

  /** Whether the region's task topic is missing, so that nothing may be sent to it (R3). */
  public boolean lacksTopic(String region) {
    return missingTopics.contains(region);
  }

  /** The regions whose control plane cannot be reached. */
  public Set<String> unreachable() {
    return reach.silent();
  }

  /** Whether the region's control plane can be asked: it is heard, and sent nothing back. */
  public boolean reaches(String region) {
    return reach.isWithin(region);
  }

  /** The agents of the region that satisfy R4 for these capabilities. */
  public EligibleAgents eligible(String region, Set<String> required) {
    return eligible(region, required, Set.of());
  }

  /** The same, if each agent of the region also has what is {@code declared} for it (R9). */
  public EligibleAgents eligible(String region, Set<String> required, Set<String> declared) {
    return byRegion.of(region).eligible(required, declared);
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
    return statuses.epoch();
  }

  /**
   * Rises whenever something that was unroutable may have become routable, and only then: an agent
   * takes work that did not, a region is available again, its task topic is there again, its
   * evacuation or failover state changed, a latency became known or less, a pattern came.
   */
  public long admissionVersion() {
    return admissionVersion;
  }

  /**
   * Rises whenever work that was given may be lost, and only then: an agent is not connected any
   * more, or not in the region where it was, or a region turned UNHEALTHY (X8).
   */
  public long lossVersion() {
    return lossVersion;
  }

  private Fleet with(Statuses next, String changed) {
    boolean opens = !next.of(changed).opensNothingAfter(status(changed));
    boolean loses = !status(changed).isUnhealthy() && next.of(changed).isUnhealthy();
    return new Fleet(
        agents,
        byRegion,
        next,
        patterns,
        missingTopics,
        reach,
        admissionVersion + (opens ? 1 : 0),
        lossVersion + (loses ? 1 : 0));
  }

  private AgentsByRegion replaced(Agent known, Agent agent) {
    var region = agent.region();
    return known.region().equals(region)
        ? byRegion.with(region, byRegion.of(region).replace(known, agent))
        : joined(left(known), agent);
  }

  private AgentsByRegion left(Agent agent) {
    return byRegion.with(agent.region(), byRegion.of(agent.region()).without(agent));
  }

  private static AgentsByRegion joined(AgentsByRegion regions, Agent agent) {
    return regions.with(agent.region(), regions.of(agent.region()).with(agent));
  }
}
