package dev.parallax.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Target;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.TaskKind;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.runtime.mapping.DecisionMapping;
import dev.parallax.runtime.time.AppClock;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.TopicCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * From a request's bytes to the bytes of its tasks and its decision, by the project's own reader,
 * router and writers: what peers and router have in common. For one thread.
 */
final class AnswerRequest {
  private final LiveFleet fleet;
  private final TopicCatalogue topics;
  private final Router router;
  private final RequestReader reader;
  private final Map<String, AvroEncoder<ExecutionTask>> tasks = new HashMap<>();
  private final AvroEncoder<RoutingDecision> decisions;
  private Set<String> patternPaths = Set.of();
  private Set<String> paths;

  AnswerRequest(Peer peer, AvroCodecs codecs, LiveFleet fleet) {
    this.fleet = fleet;
    this.router = Router.of(peer.config(), peer.configHash());
    this.reader = new RequestReader(codecs.decoder(ExecutionRequest.class), peer.config());
    this.paths = router.inputPaths();
    this.topics = peer.topics();
    for (var region : peer.config().regionIds()) {
      tasks.put(region, codecs.encoder(topics.executions(region).name(), ExecutionTask.class));
    }
    this.decisions = codecs.encoder(topics.decisions().name(), RoutingDecision.class);
  }

  /**
   * Answers a record of the requests topic.
   *
   * @throws IllegalArgumentException if it is not a valid request, for which the router has its
   *     dead letters
   */
  Answer of(byte[] key, byte[] value, Provenance from) {
    var view = fleet.view();
    var parsed = reader.read(key, value, from, from.timestamp(), paths(view.fleet()));
    if (!(parsed instanceof Accepted accepted)) {
      throw new IllegalArgumentException(from.place() + " is no valid request: " + parsed);
    }
    long now = AppClock.millis();
    var decided = router.decide(accepted.request(), view.fleet(), now);
    var record = DecisionMapping.record(decided, view.offsets(), accepted.deadline(), now);
    return new Answer(
        tasks(decided, accepted, view.fleet().epoch()),
        new ProducerRecord<>(topics.decisions().name(), key, decisions.encode(record)),
        accepted,
        decided,
        from.timestamp(),
        now);
  }

  private Set<String> paths(Fleet known) {
    if (known.inputPaths() != patternPaths) {
      patternPaths = known.inputPaths();
      paths = new TreeSet<>(router.inputPaths());
      paths.addAll(patternPaths);
    }
    return paths;
  }

  private List<Answer.Task> tasks(Decision decided, Accepted accepted, long epoch) {
    if (!(decided instanceof Routed routed)) {
      return List.of();
    }
    var made = new ArrayList<Answer.Task>(routed.targets().size());
    for (var target : routed.targets()) {
      made.add(
          new Answer.Task(target.region(), record(target, task(target, routed, accepted, epoch))));
    }
    return made;
  }

  private ProducerRecord<byte[], byte[]> record(Target target, ExecutionTask task) {
    return new ProducerRecord<>(
        topics.executions(target.region()).name(),
        target.partition(),
        target.agentId().getBytes(UTF_8),
        tasks.get(target.region()).encode(task));
  }

  private static ExecutionTask task(Target target, Routed routed, Accepted accepted, long epoch) {
    var explanation = routed.explanation();
    return new ExecutionTask(
        explanation.executionId(),
        target.slot(),
        explanation.attempt(),
        TaskKind.EXECUTE,
        explanation.pattern().orElse(null),
        explanation.patternVersion().orElse(null),
        explanation.requiredCapabilities(),
        accepted.event().getInput(),
        target.agentId(),
        target.region(),
        accepted.deadline(),
        epoch);
  }
}
