package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that does not lose sight of what it failed to send. */
final class CheckedProducer implements AutoCloseable {
  private final ConcurrentLinkedQueue<Future<RecordMetadata>> sent = new ConcurrentLinkedQueue<>();
  private final Producer<byte[], byte[]> producer;

  CheckedProducer(String bootstrapServers) {
    var properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(String topic, String key, byte[] value) {
    sent.add(producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)));
  }

  /** Waits for all that was sent; throws if anything of it was not written. */
  void flush() {
    producer.flush();
    try {
      for (var future = sent.poll(); future != null; future = sent.poll()) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a record was not written", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while records are written", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
