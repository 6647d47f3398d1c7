package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.TaskResult;
import dev.parallax.schemas.AvroEncoder;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends results, keyed by execution and with the headers of the task (X11) but {@code parallax.*}.
 * Safe for use by several threads.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHost.class);
  private static final String OURS = "parallax.";

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final AvroEncoder<TaskResult> encoder;

  Answers(Producer<byte[], byte[]> producer, String topic, AvroEncoder<TaskResult> encoder) {
    this.producer = producer;
    this.topic = topic;
    this.encoder = encoder;
  }

  /**
   * Sends a result; what cannot be delivered is logged, and the execution runs into its timeout. An
   * answer that is too large is replaced by an error that says so.
   */
  void send(Work work, TaskResult result) {
    try {
      trySending(work, result);
    } catch (RuntimeException e) {
      unsent(work, e);
    }
  }

  private void trySending(Work work, TaskResult result) {
    var key = result.getExecutionId().getBytes(UTF_8);
    var value = encode(result);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, null, key, value, carried(work.headers())),
            (metadata, fault) -> {
              if (fault instanceof RecordTooLargeException && result.getValue() != null) {
                send(work, tooLarge(result, value.length));
              } else if (fault != null) {
                unsent(work, fault);
              }
            });
  }

  private static void unsent(Work work, Exception fault) {
    TaskLog.about(LOG.atError(), work.task())
        .log("the answer to {} was not sent: {}", work.key(), Faults.said(fault));
  }

  /** Our own headers tell of one record's way and not of its execution. */
  private static List<Header> carried(Headers headers) {
    var carried = new ArrayList<Header>();
    for (var header : headers) {
      if (!header.key().startsWith(OURS)) {
        carried.add(header);
      }
    }
    return carried;
  }

  private synchronized byte[] encode(TaskResult result) {
    return encoder.encode(result);
  }

  private static TaskResult tooLarge(TaskResult result, int bytes) {
    return TaskResult.newBuilder(result)
        .setValue(null)
        .setReasoning(null)
        .setConfidence(0)
        .setError("the answer is too large: " + bytes + " bytes")
        .build();
  }
}
