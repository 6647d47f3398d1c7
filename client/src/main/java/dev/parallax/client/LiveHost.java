package dev.parallax.client;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A host that is connected. In this order: positions are taken, then the agents say that they are
 * there; so no task is written before it can be read.
 *
 * @param inbox what comes in
 * @param lanes one for each agent
 * @param heartbeats what the agents say of themselves
 * @param producer of heartbeats and answers
 */
record LiveHost(
    Inbox inbox, List<Lane> lanes, Heartbeats heartbeats, Producer<byte[], byte[]> producer) {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /**
   * Connects, once.
   *
   * @param consumer stays the caller's to close
   * @throws RuntimeException of whatever is not there; nothing else stays open then
   */
  static LiveHost open(
      Cluster cluster,
      Consumer<byte[], byte[]> consumer,
      String region,
      List<AgentSpec> agents,
      Executor threads,
      Attempts attempts) {
    var topics = cluster.topics();
    var codecs = cluster.codecs();
    var beats = codecs.encoder(topics.heartbeats().name(), AgentHeartbeat.class);
    var results = codecs.encoder(topics.results().name(), TaskResult.class);
    beats.prepare();
    results.prepare();
    var partitions = announce(consumer, cluster, topics.executions(region).name(), agents);
    var producer = cluster.producer(clientId(region));
    var heartbeats =
        new Heartbeats(producer, beats, topics.heartbeats().name(), System::currentTimeMillis);
    var answers = new Answers(producer, topics.results().name(), results);
    var lanes = new ArrayList<Lane>();
    for (var agent : agents) {
      var lane =
          new Lane(agent, threads, answers, System::currentTimeMillis, heartbeats::loadChanged);
      var incarnation = UUID.randomUUID().toString();
      heartbeats.add(lane, incarnation, partitions.get(agent.id()), region);
      lanes.add(lane);
    }
    var inbox = new Inbox(consumer, codecs.decoder(ExecutionTask.class), lanes, attempts);
    return new LiveHost(inbox, List.copyOf(lanes), heartbeats, producer);
  }

  static String clientId(String region) {
    return "parallax-agents-" + region;
  }

  /** Takes the positions; the partition of each agent, by its id. */
  private static Map<String, Integer> announce(
      Consumer<?, ?> consumer, Cluster cluster, String topic, List<AgentSpec> agents) {
    int count = Positions.partitions(consumer, cluster, topic);
    var byAgent = new HashMap<String, Integer>();
    var assigned = new HashSet<TopicPartition>();
    for (var agent : agents) {
      int partition = Positions.partitionOf(agent.id(), count);
      byAgent.put(agent.id(), partition);
      assigned.add(new TopicPartition(topic, partition));
    }
    Positions.takeEnds(consumer, cluster, assigned);
    return byAgent;
  }

  /** As {@link AgentHost#close} promises; polling goes on meanwhile. */
  void leave(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      heartbeats.drain(PATIENCE);
      awaitEach(Lane::awaitIdle, end);
      lanes.forEach(Lane::abandon);
      awaitEach(Lane::awaitAnswered, System.nanoTime() + PATIENCE.toNanos());
      settleAnswers();
    } finally {
      heartbeats.leave(PATIENCE);
      producer.close(PATIENCE);
    }
  }

  /** Ends a host whose agents have said nothing yet. */
  void discard() {
    heartbeats.end();
    producer.close(Duration.ZERO);
  }

  private interface Waiting {
    boolean await(Lane lane, Duration patience) throws InterruptedException;
  }

  private void awaitEach(Waiting waiting, long end) {
    try {
      for (var lane : lanes) {
        if (!waiting.await(lane, Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          LOG.debug("agent {} leaves with work in hand", lane.agent().id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An answer must not be overtaken by the news that its agent has left: that fails its slot. */
  private void settleAnswers() {
    try {
      CompletableFuture.runAsync(producer::flush)
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      LOG.warn("the last answers are not acknowledged: {}", Faults.said(e));
    }
  }
}
