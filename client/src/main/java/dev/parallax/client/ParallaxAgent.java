package dev.parallax.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One agent: says where it is and what it can do, and answers the tasks that it is given. The
 * one-agent case of {@link AgentHost}, whose promises hold here too.
 */
public final class ParallaxAgent implements AutoCloseable {
  private final String id;
  private final AgentHost host;

  private ParallaxAgent(String id, AgentHost host) {
    this.id = id;
    this.host = host;
  }

  /** Starts the description of an agent. */
  public static Builder builder() {
    return new Builder();
  }

  /** Its identity. */
  public String id() {
    return id;
  }

  /** The region that it runs in. */
  public String region() {
    return host.region();
  }

  /** As {@link AgentHost#connected}. */
  public CompletableFuture<Void> connected() {
    return host.connected();
  }

  /** As {@link AgentHost#close}. */
  @Override
  public void close() {
    host.close();
  }

  /** Describes an agent: where its cluster is, its region and its handler must be said. */
  public static final class Builder extends HostBuilder<Builder> {
    private String id;
    private List<String> capabilities = List.of();
    private int maxConcurrency = 1;
    private Optional<String> version = Optional.empty();
    private TaskHandler handler;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /** Identity, unique over all regions; by default the host's name and something random. */
    public Builder id(String identity) {
      id = identity;
      return this;
    }

    /** What it can do; nothing by default. */
    public Builder capabilities(String... names) {
      capabilities = List.of(names);
      return this;
    }

    /** Tasks it works on at once; 1 by default. */
    public Builder maxConcurrency(int tasks) {
      maxConcurrency = tasks;
      return this;
    }

    /** Version of its software, for people. */
    public Builder version(String software) {
      version = Optional.of(software);
      return this;
    }

    /** Does its work. */
    public Builder handler(TaskHandler worker) {
      handler = worker;
      return this;
    }

    /**
     * Starts it; returns at once, whether the cluster is there yet or not.
     *
     * @throws IllegalStateException if region or cluster were not said
     * @throws IllegalArgumentException if the agent's own settings are out of range, or it has no
     *     handler
     */
    public ParallaxAgent start() {
      var identity = id == null ? hostName() + "-" + random() : id;
      var agent =
          new AgentSpec(identity, new TreeSet<>(capabilities), maxConcurrency, version, handler);
      return new ParallaxAgent(identity, AgentHost.start(this, List.of(agent)));
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      } catch (UnknownHostException e) {
        // A machine that does not know its own name: the random part tells agents apart.
        return "agent";
      }
    }

    private static String random() {
      return UUID.randomUUID().toString().substring(0, 8);
    }
  }
}
