package dev.parallax.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class EndingTransactionsIT {
  private static final int BLOCKS_MS = 5_000;

  /** Kafka Streams takes a timeout for what it is, and forgets what the closed task had written. */
  @Test
  void abortingAfterACommitThatTimedOutIsATimeoutAsWell() {
    var topic = new TopicCatalogue("ending.", 1).decisions();
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      broker.createTopics(List.of(topic));
      var producer =
          new EndingTransactions()
              .getProducer(
                  Map.of(
                      ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                      broker.bootstrapServers(),
                      ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                      "ending",
                      ProducerConfig.MAX_BLOCK_MS_CONFIG,
                      BLOCKS_MS));
      producer.initTransactions();
      producer.beginTransaction();
      var unused = producer.send(new ProducerRecord<>(topic.name(), "one".getBytes(UTF_8)));
      producer.flush();
      broker.stop();

      assertThatExceptionOfType(TimeoutException.class).isThrownBy(producer::commitTransaction);
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(producer::abortTransaction)
          .withCauseInstanceOf(IllegalStateException.class);
      producer.close(Duration.ZERO);
    }
  }
}
