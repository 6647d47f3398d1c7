package dev.parallax.client;

import static org.awaitility.Awaitility.await;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.events.TaskResult;
import dev.parallax.events.UnroutableRequest;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The least that a router does: one task to the first agent that can, its answer as the outcome,
 * headers carried along; unroutable where no agent can.
 */
final class EchoRouter implements AutoCloseable {
  private final TestCluster cluster;
  private final Tail<AgentHeartbeat> heartbeats;
  private final Tail<ExecutionRequest> requests;
  private final Tail<TaskResult> results;
  private final Set<String> routed = new HashSet<>();
  private final Set<String> finished = new HashSet<>();
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::run, "echo-router");
  private volatile boolean closed;

  EchoRouter(TestCluster cluster) {
    this.cluster = cluster;
    this.heartbeats = cluster.tail(cluster.topics.heartbeats(), AgentHeartbeat.class);
    this.requests = cluster.tail(cluster.topics.requests(), ExecutionRequest.class);
    this.results = cluster.tail(cluster.topics.results(), TaskResult.class);
    thread.start();
  }

  /** Waits until this agent would be given a task. */
  void awaitAgents(String... ids) {
    await().atMost(Duration.ofSeconds(20)).until(() -> known.containsAll(Set.of(ids)));
  }

  private void run() {
    while (!closed) {
      connected();
      requests.all().stream().filter(request -> routed.add(request.key())).forEach(this::route);
      results.all().stream().filter(result -> finished.add(result.key())).forEach(this::finish);
    }
  }

  private void route(Tail.Entry<ExecutionRequest> request) {
    connected().values().stream()
        .filter(agent -> agent.getCapabilities().containsAll(request.value().getCapabilities()))
        .findFirst()
        .ifPresentOrElse(agent -> send(request, agent), () -> refuse(request.value()));
  }

  private Map<String, AgentHeartbeat> connected() {
    var connected = new HashMap<String, AgentHeartbeat>();
    for (var beat : heartbeats.values()) {
      if (beat.getStatus() == HeartbeatStatus.CONNECTED) {
        connected.put(beat.getAgentId(), beat);
        known.add(beat.getAgentId());
      } else {
        connected.remove(beat.getAgentId());
      }
    }
    return connected;
  }

  private void send(Tail.Entry<ExecutionRequest> request, AgentHeartbeat agent) {
    var task =
        ExecutionTask.newBuilder()
            .setExecutionId(request.key())
            .setSlot(0)
            .setPattern(request.value().getPattern())
            .setInput(request.value().getInput())
            .setAgentId(agent.getAgentId())
            .setRegion(agent.getRegion())
            .setDeadline(System.currentTimeMillis() + 30_000)
            .build();
    var topic = cluster.topics.executions(agent.getRegion());
    write(topic, agent.getPartition(), agent.getAgentId(), task, request.headers());
  }

  private void finish(Tail.Entry<TaskResult> result) {
    var answer = result.value();
    boolean failed = answer.getError() != null;
    var outcome =
        ExecutionOutcome.newBuilder()
            .setExecutionId(result.key())
            .setStatus(failed ? ExecutionStatus.FAILED : ExecutionStatus.COMPLETED)
            .setReason(answer.getError())
            .setValue(answer.getValue())
            .setAgents(List.of(answer.getAgentId()))
            .setRegions(List.of(answer.getRegion()))
            .setStartedAt(0)
            .setCompletedAt(0)
            .setDurationMs(0)
            .build();
    write(cluster.topics.outcomes(), null, result.key(), outcome, result.headers());
  }

  private void refuse(ExecutionRequest request) {
    var refusal =
        UnroutableRequest.newBuilder()
            .setRequest(request)
            .setExecutionId(request.getExecutionId())
            .setReason("NO_ELIGIBLE_AGENT")
            .setMessage("no agent offers " + request.getCapabilities())
            .build();
    write(cluster.topics.unroutable(), null, request.getExecutionId(), refusal, Map.of());
  }

  private void write(
      TopicSpec topic,
      Integer partition,
      String key,
      SpecificRecord value,
      Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record =
        TestCluster.record(topic, partition, key, cluster.encode(topic, value));
    headers.forEach((name, text) -> record.headers().add(name, TestCluster.utf8(text)));
    cluster.write(record);
  }

  @Override
  public void close() {
    closed = true;
    await().until(() -> !thread.isAlive());
    heartbeats.close();
    requests.close();
    results.close();
  }
}
