package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.runtime.topics.AdminCalls;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.mirror.MirrorSourceConnector;

/**
 * Connect remembers the connector it ran last, and begins with that before it is told of the new
 * one: until then exclusions that were tightened would not hold (P1). So it is made to forget it.
 * How far it copied is kept elsewhere.
 */
record FormerConnector(Cluster target, String configsTopic) {

  private static final List<String> KEYS =
      List.of(
          "connector-" + MirrorSourceConnector.class.getSimpleName(),
          "target-state-" + MirrorSourceConnector.class.getSimpleName());

  /**
   * To be called while nothing copies.
   *
   * @throws KafkaException if the target does not answer
   */
  void forget(Admin admin) {
    if (!AdminCalls.answer(admin.listTopics().names()).contains(configsTopic)) {
      return;
    }
    try (var producer = target.producer()) {
      for (var key : KEYS) {
        producer.send(new ProducerRecord<>(configsTopic, 0, key.getBytes(UTF_8), null)).get();
      }
    } catch (ExecutionException e) {
      throw new KafkaException(
          "topic " + configsTopic + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
