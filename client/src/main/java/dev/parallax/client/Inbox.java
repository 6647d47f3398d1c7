package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import dev.parallax.events.ExecutionTask;
import dev.parallax.events.TaskKind;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import dev.parallax.schemas.RegistryException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of a region's topic that agents of this host announce, from the end at the
 * time it was opened, and hands each agent its tasks. For one thread.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final AvroDecoder<ExecutionTask> decoder;
  private final Map<String, Lane> lanes;
  private final Attempts attempts;

  /**
   * @param consumer stands at the end of the partitions
   */
  Inbox(
      Consumer<byte[], byte[]> consumer,
      AvroDecoder<ExecutionTask> decoder,
      Collection<Lane> lanes,
      Attempts attempts) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.lanes = lanes.stream().collect(toMap(lane -> lane.agent().id(), Function.identity()));
    this.attempts = attempts;
  }

  /** Waits for tasks and hands them over; a broker that is away is waited for. */
  void poll() {
    try {
      consumer.poll(POLL).forEach(this::deliver);
    } catch (WakeupException e) {
      LOG.trace("woken up to leave", e);
    } catch (RuntimeException e) {
      attempts.failed(e);
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> record) {
    var lane = record.key() == null ? null : lanes.get(new String(record.key(), UTF_8));
    if (lane == null) {
      return;
    }
    var mine = Optional.<ExecutionTask>empty();
    try {
      mine = task(record).filter(task -> task.getAgentId().equals(lane.agent().id()));
      mine.ifPresent(task -> deliver(lane, new Work(task, record.headers())));
    } catch (RuntimeException e) {
      // The rest of what was polled must still be delivered.
      var line = LOG.atError().setCause(e);
      mine.map(task -> TaskLog.about(line, task))
          .orElseGet(() -> line.addKeyValue(TaskLog.AGENT, lane.agent().id()))
          .log("{} was not delivered: {}", place(record), Faults.said(e));
    }
  }

  private static void deliver(Lane lane, Work work) {
    var task = work.task();
    if (task.getKind() == TaskKind.CANCEL) {
      lane.cancel(task.getExecutionId(), task.getSlot());
    } else {
      lane.offer(work);
    }
  }

  /** The registry may be away when a version of the schema is met for the first time: waits. */
  private Optional<ExecutionTask> task(ConsumerRecord<byte[], byte[]> record) {
    while (!attempts.isEnded()) {
      try {
        return Optional.of(decoder.decode(record.value()));
      } catch (BadRecordException e) {
        LOG.atError()
            .addKeyValue(TaskLog.AGENT, new String(record.key(), UTF_8))
            .log("{} is no task: {}", place(record), e.getMessage());
        return Optional.empty();
      } catch (RegistryException e) {
        attempts.failed(e);
      }
    }
    return Optional.empty();
  }

  private static String place(ConsumerRecord<?, ?> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
