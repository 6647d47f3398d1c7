package dev.parallax.benchmarks.fuzz;

import dev.parallax.runtime.streams.Instance;
import dev.parallax.runtime.streams.NoNegativeTimes;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** An app's topology with its own properties and without Kafka; a clock that is moved by hand. */
final class Driven implements AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String APPLICATION = "parallax-fuzz";

  private final AppTopology app;
  private final Limits limits;
  private final TopologyTestDriver driver;
  private final boolean hostileClocks;
  private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<byte[], byte[]>> outputs = new HashMap<>();
  private final NoNegativeTimes interceptor = new NoNegativeTimes();
  private Instant now = START;

  /** What the app wrote. */
  record Written(String topic, TestRecord<byte[], byte[]> record) {}

  /** What the app wrote would be refused, and the app would end. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * @param topics of the cluster
   * @param directory for its state
   */
  Driven(AppTopology app, List<TopicSpec> topics, Path directory, boolean hostileClocks) {
    this.app = app;
    this.limits = new Limits(app, topics, APPLICATION);
    this.hostileClocks = hostileClocks;
    var instance = new Instance(APPLICATION, "fuzz", directory);
    this.driver =
        new TopologyTestDriver(
            app.topology(),
            StreamsProperties.of(instance, "nowhere:1", app.properties(), Map.of()),
            START);
  }

  /**
   * Feeds a record.
   *
   * @return what was written because of it
   * @throws RefusedException if a broker would not take what was written
   */
  List<Written> feed(Input input) {
    inputs
        .computeIfAbsent(
            input.read().topic().name(),
            topic ->
                driver.createInputTopic(
                    topic, new ByteArraySerializer(), new ByteArraySerializer()))
        .pipeInput(
            new TestRecord<>(
                input.key(),
                input.value(),
                input.headers(),
                Instant.ofEpochMilli(consumed(input))));
    return written(limits.isAppended(input));
  }

  /** The time with which the consumer of every app gives it to the topology. */
  private long consumed(Input input) {
    var partition = new TopicPartition(input.read().topic().name(), 0);
    var polled = new ConsumerRecords<>(Map.of(partition, List.of(input.record())), Map.of());
    return interceptor.onConsume(polled).iterator().next().timestamp();
  }

  /**
   * Moves the clock; punctuators run.
   *
   * @return what was written because of it
   * @throws RefusedException if a broker would not take what was written
   */
  List<Written> pass(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
    return written(true);
  }

  private List<Written> written(boolean incompressible) {
    var written = new ArrayList<Written>();
    for (var topic : driver.producedTopicNames()) {
      var output =
          outputs.computeIfAbsent(
              topic,
              name ->
                  driver.createOutputTopic(
                      name, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
      while (!output.isEmpty()) {
        written.add(new Written(topic, output.readRecord()));
      }
    }
    for (var one : written) {
      limits
          .refusal(one.topic(), one.record(), timeLimit(), incompressible)
          .ifPresent(
              why -> {
                throw new RefusedException(why);
              });
    }
    return written;
  }

  /** A changelog has its input's time, which a broker whose clock is wrong would take again. */
  private long timeLimit() {
    return hostileClocks ? Long.MAX_VALUE - Limits.AHEAD_MS : now();
  }

  long now() {
    return now.toEpochMilli();
  }

  /** What the app counted, as its operations server shows it. */
  String metrics() {
    return app.meters().scrape();
  }

  @Override
  public void close() {
    try {
      driver.close();
    } finally {
      app.meters().close();
    }
  }
}
