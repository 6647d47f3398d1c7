package dev.parallax.router;

import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Agents of all regions that answer at once: by default each with its own id as the value. */
final class EchoAgents implements AutoCloseable {
  private final Thread thread = new Thread(this::run, "echo-agents");
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final String bootstrapServers;
  private final AvroCodecs codecs;
  private final TopicCatalogue topics;
  private final List<String> regions;
  private final CheckedProducer producer;
  private final Function<ExecutionTask, List<TaskResult>> behaviour;

  EchoAgents(
      String bootstrapServers,
      AvroCodecs codecs,
      TopicCatalogue topics,
      List<String> regions,
      CheckedProducer producer) {
    this(bootstrapServers, codecs, topics, regions, producer, EchoAgents::echo);
  }

  /**
   * @param behaviour what they answer to a task, in any number
   */
  EchoAgents(
      String bootstrapServers,
      AvroCodecs codecs,
      TopicCatalogue topics,
      List<String> regions,
      CheckedProducer producer,
      Function<ExecutionTask, List<TaskResult>> behaviour) {
    this.behaviour = behaviour;
    this.bootstrapServers = bootstrapServers;
    this.codecs = codecs;
    this.topics = topics;
    this.regions = regions;
    this.producer = producer;
    thread.start();
  }

  private void run() {
    var tasks = codecs.decoder(ExecutionTask.class);
    var results = codecs.encoder(topics.results().name(), TaskResult.class);
    var names = regions.stream().map(region -> topics.executions(region).name()).toList();
    try (var consumer = CommittedTopic.consumer(bootstrapServers, names)) {
      while (running.get()) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          var task = tasks.decode(record.value());
          for (var result : behaviour.apply(task)) {
            producer.send(topics.results().name(), task.getExecutionId(), results.encode(result));
          }
        }
      }
    }
  }

  private static List<TaskResult> echo(ExecutionTask task) {
    return List.of(Events.answer(task, "\"" + task.getAgentId() + "\"").setConfidence(1).build());
  }

  @Override
  public void close() {
    running.set(false);
    await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
  }
}
