package dev.parallax.replicator.mirror;

import static dev.parallax.replicator.mirror.Clusters.EU;
import static dev.parallax.replicator.mirror.Clusters.US;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.events.PatternDefinition;
import dev.parallax.replicator.view.Patterns;
import dev.parallax.sandbox.SharedRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** P1, P5: the process that copies is killed while it copies; its copies are as if it had not. */
@Tag("long")
class MirrorKillIT {
  private static final int MANY = 50_000;
  private static final int AT_ONCE = 500;
  private static final int WAVES = 4;
  private static final String COPIES = "The flows run in this process";
  private static final String REPLICATION =
      """
      replication:
        patterns: {enabled: true, excludePatterns: [dev-*, test-*]}
        topics: ["knowledge-PREFIX*", "dev-knowledge-PREFIX*"]
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final Clusters clusters = new Clusters(US, EU);
  private final ScheduledExecutorService writing = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger toWrite = new AtomicInteger();
  private final List<ReplicatorProcess> processes = new ArrayList<>();
  private Federation federation;
  private KafkaProducer<byte[], byte[]> producer;
  private String knowledge;
  private String copy;

  @BeforeEach
  void begin() {
    federation =
        Federation.ofProcesses(clusters, directory, REPLICATION, SharedRegistry.get().url());
    knowledge = "knowledge-" + federation.name("x");
    copy = federation.copy(US, knowledge);
    clusters.create(US, knowledge, 4, Map.of());
    clusters.create(US, "dev-" + knowledge, 1, Map.of());
    producer = clusters.local(US).producer();
  }

  @AfterEach
  void end() {
    writing.shutdownNow();
    processes.forEach(ReplicatorProcess::close);
    producer.close(Duration.ZERO);
    federation.close();
    clusters.close();
  }

  @Test
  void aKilledReplicatorLeavesNothingOutAndNothingTwice() {
    clusters.write(US, "dev-" + knowledge, Map.of("k", "v"));
    start(US, "replicator-us");
    var replicator = start("replicator-eu");
    var every = writing.scheduleAtFixedRate(this::writeSome, 0, AT_ONCE / 5, TimeUnit.MILLISECONDS);
    var copiedAtKills = new ArrayList<Integer>();
    for (int wave = 1; wave < WAVES; wave++) {
      replicator.awaitReady();
      int before = toWrite.getAndAdd(MANY / WAVES);
      awaitCopied(before + AT_ONCE);
      replicator.kill();
      copiedAtKills.add(clusters.records(EU, copy).size());
      assertThat(copiedAtKills.get(wave - 1)).as("in the middle").isLessThan(toWrite.get());
      replicator = start("replicator-eu");
    }

    toWrite.set(MANY);
    await().atMost(ReplicatorProcess.LIMIT).until(() -> written.get() == MANY);
    every.cancel(false);
    awaitCopied(MANY);
    replicator.awaitReady();
    System.out.printf(
        "%d records over a link of 80 ms, killed when %s of them were copied%n",
        MANY, copiedAtKills);

    assertThat(clusters.byPartition(EU, copy)).isEqualTo(clusters.byPartition(US, knowledge));
    assertThat(clusters.records(EU, copy)).hasSize(MANY).doesNotHaveDuplicates();
    assertNothingExcludedAndNoLoop();
    assertViewsEqual();
  }

  /** Two of one region: the one that copies is killed while records come, then the other. */
  @Test
  void theOtherOfTwoReplicatorsGoesOn() {
    var one = start("replicator-1");
    one.awaitReady();
    var other = start("replicator-2");
    other.awaitReady();
    assertThat(one.log()).contains(COPIES);
    assertThat(other.log()).doesNotContain(COPIES);
    var every = writing.scheduleAtFixedRate(this::writeSome, 0, AT_ONCE / 5, TimeUnit.MILLISECONDS);
    toWrite.set(MANY);
    awaitCopied(MANY / 10);

    one.kill();
    long killed = System.nanoTime();
    awaitCopied(clusters.records(EU, copy).size() + 1);
    System.out.printf(
        "copied again %d ms after one of two was killed%n",
        Duration.ofNanos(System.nanoTime() - killed).toMillis());
    awaitCopied(MANY);
    other.awaitReady();
    one = start("replicator-1");
    one.awaitReady();
    toWrite.addAndGet(AT_ONCE);
    awaitCopied(MANY + AT_ONCE);
    other.kill();
    toWrite.addAndGet(AT_ONCE);
    awaitCopied(MANY + 2 * AT_ONCE);
    every.cancel(false);

    assertThat(clusters.byPartition(EU, copy)).isEqualTo(clusters.byPartition(US, knowledge));
  }

  private ReplicatorProcess start(String instance) {
    return start(EU, instance);
  }

  private ReplicatorProcess start(String region, String instance) {
    var started = ReplicatorProcess.start(federation, region, instance, directory);
    processes.add(started);
    return started;
  }

  /** Records of the user's and, among them, patterns of which some are excluded. */
  private void writeSome() {
    int from = written.get();
    if (from == toWrite.get()) {
      return;
    }
    for (int i = from; i < from + AT_ONCE; i++) {
      send(knowledge, "k-%06d".formatted(i), "%0200d".formatted(i).getBytes(UTF_8));
    }
    sendPattern("gdpr-" + from);
    sendPattern("dev-" + from);
    sendPattern("test-" + from);
    producer.flush();
    written.addAndGet(AT_ONCE);
  }

  private void sendPattern(String name) {
    var pattern = Patterns.pattern(name, "1.0.0", 1, US);
    send(
        federation.patterns(),
        name,
        federation.codecs.encoder(federation.patterns(), PatternDefinition.class).encode(pattern));
  }

  private void send(String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** The end alone counts marks of transactions, too. */
  private void awaitCopied(int many) {
    await()
        .atMost(ReplicatorProcess.LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> clusters.end(EU, copy) >= many && clusters.records(EU, copy).size() >= many);
  }

  private void assertNothingExcludedAndNoLoop() {
    var patterns = clusters.records(US, federation.patterns());
    assertThat(patterns).hasSize(3 * MANY / AT_ONCE);
    assertThat(clusters.records(EU, federation.copy(US, federation.patterns())))
        .isEqualTo(patterns.stream().filter(MirrorKillIT::leaves).toList());
    assertThat(clusters.topicsOf(EU)).doesNotContain(federation.copy(US, "dev-" + knowledge));
    for (var region : clusters.regions()) {
      assertThat(clusters.topicsOf(region))
          .noneMatch(topic -> topic.indexOf(".mirror.") != topic.lastIndexOf(".mirror."));
    }
    assertThat(clusters.topicsOf(US)).doesNotContain(federation.copy(EU, knowledge));
    assertThat(clusters.records(US, federation.copy(EU, federation.patterns()))).isEmpty();
  }

  /** Excluded ones are known in their own region only. */
  private void assertViewsEqual() {
    Federation.until(() -> Views.of(federation, US).size() == 3 * MANY / AT_ONCE);
    var shared = new TreeMap<>(Views.of(federation, US));
    shared.keySet().removeIf(name -> !leaves(name));
    Federation.until(() -> Views.of(federation, EU).equals(shared));
  }

  private static boolean leaves(String name) {
    return !name.startsWith("dev-") && !name.startsWith("test-");
  }
}
