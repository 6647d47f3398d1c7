package dev.parallax.benchmarks.throughput;

import dev.parallax.events.RoutingDecision;
import dev.parallax.events.StateOffset;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;

/** An arena with a running router, to which agents and executions are added. For one thread. */
final class Grown implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Arena arena;
  private final SchemaRegistryClient client;
  private final AvroDecoder<RoutingDecision> decoder;
  private final Committed decisions;
  private int agents;
  private int requests;
  private byte[] lastDecision;

  Grown(Arena arena) {
    this.arena = arena;
    this.client = arena.registryClient();
    this.decoder = arena.codecs(client).decoder(RoutingDecision.class);
    this.decisions = Committed.of(arena, List.of(arena.topics().decisions().name()));
    this.agents = arena.shape().agents();
  }

  /** Returns when a decision says that they were seen. */
  void addAgents(int more) {
    arena.writeState(agents, agents + more);
    agents += more;
    var limit = Limit.of(LIMIT, "agents");
    long seen = 0;
    while (seen < agents) {
      execute(1);
      seen = agentsSeen();
      limit.check(seen, agents);
    }
  }

  /** Returns when all are decided. */
  void execute(int more) {
    arena.writeRequests(requests, requests + more);
    requests += more;
    decisions.read(more, Limit.of(LIMIT, "decisions"), decision -> lastDecision = decision.value());
  }

  /** Records of the agents' topic that the last decision knew of; each agent has one. */
  private long agentsSeen() {
    var topic = arena.topics().agents().name();
    return decoder.decode(lastDecision).getStateOffsets().stream()
        .filter(offset -> offset.getTopic().equals(topic))
        .mapToLong(StateOffset::getNextOffset)
        .sum();
  }

  @Override
  public void close() {
    decisions.close();
    client.close();
  }
}
