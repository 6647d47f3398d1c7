package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says for each agent that it is there (H6): every interval, and soon after it became full or was
 * full. One thread sends them all, so they leave in order.
 */
final class Heartbeats {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);

  /** An agent on the verge of full does not flood the topic. */
  private static final Duration SOON = Duration.ofMillis(100);

  /** Intervals after which the control plane gives an agent up (H6). */
  private static final int MISSED = 3;

  private final Producer<byte[], byte[]> producer;
  private final AvroEncoder<AgentHeartbeat> encoder;
  private final String topic;
  private final LongSupplier clock;
  private final ScheduledExecutorService thread;
  private final Map<Lane, Announced> agents = new HashMap<>();
  private volatile Duration interval = Duration.ZERO;
  private HeartbeatStatus status = HeartbeatStatus.CONNECTED;

  /** What is constant in an agent's heartbeats, and what the last one said. */
  private static final class Announced {
    final AgentHeartbeat constant;
    final Acknowledgement acknowledgement = new Acknowledgement();
    volatile boolean full;
    volatile boolean due;
    long sentAt;

    Announced(AgentHeartbeat constant) {
      this.constant = constant;
    }
  }

  /**
   * @param clock ms since the epoch
   */
  Heartbeats(
      Producer<byte[], byte[]> producer,
      AvroEncoder<AgentHeartbeat> encoder,
      String topic,
      LongSupplier clock) {
    this.producer = producer;
    this.encoder = encoder;
    this.topic = topic;
    this.clock = clock;
    this.thread = Executors.newSingleThreadScheduledExecutor(Threads.daemon("parallax-heartbeats"));
  }

  /**
   * Adds an agent, before {@link #start}.
   *
   * @param partition of the region's topic, which is read for it
   */
  void add(Lane lane, String incarnation, int partition, String region) {
    var agent = lane.agent();
    var constant =
        AgentHeartbeat.newBuilder()
            .setAgentId(agent.id())
            .setIncarnation(incarnation)
            .setPartition(partition)
            .setRegion(region)
            .setCapabilities(new ArrayList<>(agent.capabilities()))
            .setMaxConcurrency(agent.maxConcurrency())
            .setVersion(agent.version().orElse(null))
            .setSentAt(0)
            .build();
    agents.put(lane, new Announced(constant));
  }

  void start(Duration every) {
    interval = every;
    var unused =
        thread.scheduleAtFixedRate(this::sendAll, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Per agent, why its heartbeats may not reach the cluster; empty if all do. */
  List<String> problems() {
    long now = System.nanoTime();
    var patience = interval.multipliedBy(MISSED);
    var problems = new ArrayList<String>();
    agents.forEach(
        (lane, announced) ->
            announced
                .acknowledgement
                .problem(now, patience)
                .ifPresent(why -> problems.add("agent " + lane.agent().id() + ": " + why)));
    problems.sort(null);
    return problems;
  }

  /** An agent's load changed; whether it is full is told at once. */
  void loadChanged(Lane lane) {
    var announced = agents.get(lane);
    if (isFull(lane, lane.inFlight()) != announced.full && !announced.due) {
      announced.due = true;
      try {
        var unused =
            thread.schedule(() -> send(lane, announced), SOON.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.trace("agent {} has left", lane.agent().id(), e);
      }
    }
  }

  /** Says that the agents take no new work, and goes on beating. */
  void drain(Duration patience) {
    tell(HeartbeatStatus.DRAINING, patience);
  }

  /** Says that the agents are gone; nothing is sent after that. */
  void leave(Duration patience) {
    try {
      tell(HeartbeatStatus.LEAVING, patience);
    } finally {
      end();
    }
  }

  /** Says nothing more. */
  void end() {
    thread.shutdownNow();
  }

  private void tell(HeartbeatStatus news, Duration patience) {
    await(
        thread.submit(
            () -> {
              status = news;
              sendAll();
            }),
        news,
        patience);
  }

  private static void await(Future<?> told, HeartbeatStatus news, Duration patience) {
    try {
      told.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the agents could not say {}: {}", news, Faults.said(e));
    }
  }

  private void sendAll() {
    agents.forEach(this::send);
  }

  private void send(Lane lane, Announced announced) {
    announced.due = false;
    int inFlight = lane.inFlight();
    announced.full = isFull(lane, inFlight);
    // The clock may be set back; an earlier time than the last would be ignored (H6).
    announced.sentAt = Math.max(announced.sentAt, clock.getAsLong());
    try {
      send(beat(lane, announced, inFlight), announced.acknowledgement);
    } catch (RuntimeException e) {
      announced.acknowledgement.failed(Faults.said(e));
      LOG.warn("no heartbeat of agent {}: {}", lane.agent().id(), Faults.said(e));
    }
    // A change in between was compared with what the heartbeat before this one said.
    loadChanged(lane);
  }

  private AgentHeartbeat beat(Lane lane, Announced announced, int inFlight) {
    return AgentHeartbeat.newBuilder(announced.constant)
        .setStatus(status)
        .setInFlight(inFlight)
        .setLoad(Math.min(1.0, (double) inFlight / lane.agent().maxConcurrency()))
        .setSentAt(announced.sentAt)
        .build();
  }

  private void send(AgentHeartbeat beat, Acknowledgement acknowledgement) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, beat.getAgentId().getBytes(UTF_8), encoder.encode(beat)),
            (metadata, fault) -> {
              if (fault == null) {
                acknowledgement.acknowledged(System.nanoTime());
              } else {
                acknowledgement.failed(Faults.said(fault));
                LOG.warn("no heartbeat of agent {}: {}", beat.getAgentId(), Faults.said(fault));
              }
            });
  }

  private static boolean isFull(Lane lane, int inFlight) {
    return inFlight >= lane.agent().maxConcurrency();
  }
}
