package dev.parallax.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Many agents of one region over one consumer and one producer.
 *
 * <ul>
 *   <li>Starting never fails for an outage: a control plane, registry or broker that is down is
 *       tried again until it is there, with one line in the log per cause.
 *   <li>Each agent works on at most {@code maxConcurrency} tasks and lets at most twice as many
 *       wait. One that gets more answers them with an error at once.
 *   <li>Tasks past their deadline are dropped. A cancelled one is interrupted and not answered.
 *   <li>{@link #close} leaves gracefully: no new work, running tasks end, then the agents say that
 *       they leave.
 * </ul>
 */
public final class AgentHost implements AutoCloseable {
  private final String region;
  private final HostSession session;

  private AgentHost(String region, HostSession session) {
    this.region = region;
    this.session = session;
  }

  /** Starts the description of a host. */
  public static Builder builder() {
    return new Builder();
  }

  static AgentHost start(HostBuilder<?> settings, List<AgentSpec> agents) {
    settings.requireCluster();
    var region = settings.requireRegion();
    var session = new HostSession(region, settings, agents);
    session.start();
    return new AgentHost(region, session);
  }

  /** The region that its agents run in. */
  public String region() {
    return region;
  }

  /**
   * Completes when the agents' positions are taken and their first heartbeats are on their way; is
   * cancelled if the host is closed before, and fails if the agents can run no more (see {@link
   * #problems}). To cancel it has no effect on the host.
   */
  public CompletableFuture<Void> connected() {
    return Futures.view(session.connected());
  }

  /**
   * Why its agents may not be given work now, for people; empty if their positions are taken and
   * the last heartbeat of each is acknowledged, within three intervals (H6).
   */
  public List<String> problems() {
    return session.problems();
  }

  /**
   * Leaves: announces that the agents take no new work, lets tasks end for the leave timeout,
   * interrupts the rest and answers them with an error, then announces that the agents are gone.
   * Returns soon after the leave timeout while the cluster answers, and up to 25 s after it while
   * the cluster is away. A second call does nothing.
   */
  @Override
  public void close() {
    session.close();
  }

  /** Describes a host: where its cluster is, its region and its agents must be said. */
  public static final class Builder extends HostBuilder<Builder> {
    private final List<AgentSpec> agents = new ArrayList<>();

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /** With one more agent. */
    public Builder agent(AgentSpec agent) {
      agents.add(agent);
      return this;
    }

    /**
     * Starts the agents; returns at once, whether the cluster is there yet or not.
     *
     * @throws IllegalStateException if region, cluster or agents were not said, or two agents have
     *     the same id
     */
    public AgentHost start() {
      if (agents.isEmpty()) {
        throw new IllegalStateException("a host needs at least one agent");
      }
      var ids = new HashSet<String>();
      for (var agent : agents) {
        if (!ids.add(agent.id())) {
          throw new IllegalStateException("two agents have the id " + agent.id());
        }
      }
      return AgentHost.start(this, List.copyOf(agents));
    }
  }
}
