package dev.parallax.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionRequest;
import dev.parallax.schemas.AvroEncoder;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends requests. Safe for use by several threads.
 *
 * @param topic of requests
 * @param encoder used by one thread at a time
 * @param producer that repeats by itself what is not confirmed
 */
record RequestSender(
    String topic, AvroEncoder<ExecutionRequest> encoder, Producer<byte[], byte[]> producer) {

  /** Sends a request; what is awaited fails if that does. Does not throw. */
  void send(Awaited awaited, Map<String, String> headers) {
    try {
      var id = awaited.executionId().getBytes(UTF_8);
      var record = new ProducerRecord<>(topic, id, encode(awaited.request()));
      headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
      var unused =
          producer.send(
              record,
              (metadata, fault) -> {
                if (fault == null) {
                  awaited.confirm();
                } else {
                  awaited.fail(unsent(awaited, fault));
                }
              });
    } catch (RuntimeException e) {
      awaited.fail(unsent(awaited, e));
    }
  }

  private byte[] encode(ExecutionRequest request) {
    synchronized (encoder) {
      return encoder.encode(request);
    }
  }

  private static ParallaxException unsent(Awaited awaited, Exception fault) {
    // After a timeout nobody knows whether the broker has it.
    var what =
        fault instanceof TimeoutException
            ? "the broker did not confirm the request, which it may have or not; ask again with the"
                + " same execution id"
            : "the request was not sent";
    return new ParallaxException(
        "execution %s: %s: %s".formatted(awaited.executionId(), what, Faults.said(fault)), fault);
  }
}
