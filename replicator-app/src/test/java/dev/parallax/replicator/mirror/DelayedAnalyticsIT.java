package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.replicator.relay.Outcomes;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * P4 from one end to the other: outcomes of one region in the cluster of another, with the
 * replicators of both as processes of their own. What is measured are times of brokers: a copy
 * keeps the times of its source, so here its topic has the time of appending instead.
 */
class DelayedAnalyticsIT {
  private static final int PARTITIONS = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final Clusters clusters = new Clusters(US, EU);
  private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger written = new AtomicInteger();
  private final List<ReplicatorProcess> processes = new ArrayList<>();
  private Federation federation;
  private KafkaProducer<byte[], byte[]> producer;
  private String outcomes;
  private String copy;

  @AfterEach
  void end() {
    writing.shutdownNow();
    processes.forEach(ReplicatorProcess::close);
    producer.close(Duration.ZERO);
    federation.close();
    clusters.close();
  }

  @Test
  void outcomesArriveOnceAndNotBeforeTheirDelayOverAKillOfTheirRegionsReplicator() {
    int many = 500;
    var delay = Duration.ofSeconds(2);
    prepare(delay);
    var origin = start(US);
    start(EU);
    write(many / 2);
    awaitArrived(many / 2);
    write(many);
    origin.kill();
    int atKill = arrived().size();
    assertThat(atKill).as("in the middle").isLessThan(many);
    start(US);

    System.out.printf("killed when %d had arrived%n", atKill);
    assertAllArrived(many, delay);
    assertThat(processes)
        .extracting(ReplicatorProcess::log)
        .allSatisfy(
            log ->
                assertThat(log).contains("MirrorFlow").doesNotContain("MirrorCheckpointConnector"));
  }

  @Test
  @Tag("long")
  void tenThousandArriveOnceAndNotBeforeTheirDelayOverAKillOfBoth() {
    int many = 10_000;
    var delay = Duration.ofSeconds(5);
    prepare(delay);
    var origin = start(US);
    var destination = start(EU);
    origin.awaitReady();
    destination.awaitReady();

    var unused =
        writing.scheduleAtFixedRate(
            () -> write(Math.min(many, written.get() + 500)), 0, 500, TimeUnit.MILLISECONDS);
    awaitArrived(many / 5);
    origin.kill();
    int atKill = arrived().size();
    start(US);
    awaitArrived(many / 2);
    destination.kill();
    int atNextKill = arrived().size();
    start(EU);

    assertThat(atNextKill).as("in the middle").isLessThan(many);
    System.out.printf("killed when %d and %d had arrived%n", atKill, atNextKill);
    assertAllArrived(many, delay);
  }

  private void prepare(Duration delay) {
    var replication =
        "replication: {executions: {analytics: {enabled: true, destination: %s, delay: %dms}}}\n"
            .formatted(EU, delay.toMillis());
    federation =
        Federation.ofProcesses(clusters, directory, replication, SharedRegistry.get().url());
    outcomes = federation.topics.outcomes().name();
    copy = federation.copy(US, federation.topics.delayedOutcomes().name());
    clusters.broker(US).createTopics(List.of(federation.topics.outcomes()));
    clusters.create(EU, copy, PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
    producer = clusters.local(US).producer();
  }

  private ReplicatorProcess start(String region) {
    var started = ReplicatorProcess.start(federation, region, "replicator-" + region, directory);
    processes.add(started);
    return started;
  }

  /** Writes up to this one, which is left out. */
  private void write(int to) {
    var encoder = federation.codecs.encoder(outcomes, ExecutionOutcome.class);
    for (int i = written.get(); i < to; i++) {
      var outcome = Outcomes.of(id(i), bound(i), System.currentTimeMillis());
      var unused =
          producer.send(
              new ProducerRecord<>(
                  outcomes, i % PARTITIONS, id(i).getBytes(UTF_8), encoder.encode(outcome)));
    }
    producer.flush();
    written.set(to);
  }

  private static String id(int i) {
    return "e-%05d".formatted(i);
  }

  private static Boolean bound(int i) {
    return i % 7 == 0 ? null : Boolean.valueOf(i % 2 == 0);
  }

  private void awaitArrived(int many) {
    await()
        .atMost(ReplicatorProcess.LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> clusters.end(EU, copy) >= many && arrived().size() >= many);
  }

  private List<ConsumerRecord<byte[], byte[]>> arrived() {
    return clusters.read(EU, copy);
  }

  private void assertAllArrived(int many, Duration delay) {
    awaitArrived(many);
    var arrived = arrived();
    assertOnceAndInOrder(arrived, many);
    assertThat(arrived)
        .allSatisfy(
            record -> assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME));
    assertValuesOnlyOfFree(arrived);
    var happened = happened();
    long smallest = delays(arrived, happened).min().orElseThrow();
    System.out.printf(
        "%d outcomes, delay %d ms: at the destination the smallest delay is %d ms, the largest %d"
            + " ms; none lost, none doubled%n",
        many, delay.toMillis(), smallest, delays(arrived, happened).max().orElseThrow());
    assertThat(smallest).isGreaterThanOrEqualTo(delay.toMillis());
  }

  private static LongStream delays(
      List<ConsumerRecord<byte[], byte[]>> arrived, Map<String, Long> happened) {
    return arrived.stream().mapToLong(record -> record.timestamp() - happened.get(key(record)));
  }

  /** When each happened: the later one of the router's time and that of the log. */
  private Map<String, Long> happened() {
    var decoder = federation.codecs.decoder(ExecutionOutcome.class);
    var happened = new HashMap<String, Long>();
    for (var record : clusters.read(US, outcomes)) {
      long completedAt = decoder.decode(record.value()).getCompletedAt();
      happened.put(key(record), Math.max(record.timestamp(), completedAt));
    }
    return happened;
  }

  private static void assertOnceAndInOrder(List<ConsumerRecord<byte[], byte[]>> arrived, int many) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      int number = partition;
      assertThat(arrived.stream().filter(record -> record.partition() == number))
          .extracting(DelayedAnalyticsIT::key)
          .containsExactlyElementsOf(
              IntStream.range(0, many)
                  .filter(i -> i % PARTITIONS == number)
                  .mapToObj(DelayedAnalyticsIT::id)
                  .toList());
    }
  }

  private void assertValuesOnlyOfFree(List<ConsumerRecord<byte[], byte[]>> arrived) {
    var decoder = federation.codecs.decoder(ExecutionOutcome.class);
    for (var record : arrived) {
      var free = Boolean.FALSE.equals(decoder.decode(record.value()).getBound());
      assertThat(new String(record.value(), UTF_8).contains(Outcomes.SECRET)).isEqualTo(free);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }
}
