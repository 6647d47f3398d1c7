package dev.parallax.benchmarks.replication;

import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SandboxRegistry;
import dev.parallax.schemas.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records per second and steady delay of a flow of the real replicator and of bare MirrorMaker 2
 * with the same settings, each in a process of its own, by turns, between two brokers in this
 * process.
 */
public final class ReplicationThroughput {
  private static final int RECORDS = Integer.getInteger("records", 300_000);
  private static final int TURNS = Integer.getInteger("turns", 3);
  private static final int PARTITIONS = 4;
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String SOURCE = "us-east-1";
  private static final String TARGET = "eu-west-1";

  private final SandboxBroker source;
  private final SandboxBroker target;
  private final SandboxRegistry registry;
  private final Path directory;

  private ReplicationThroughput(
      SandboxBroker source, SandboxBroker target, SandboxRegistry registry, Path directory) {
    this.source = source;
    this.target = target;
    this.registry = registry;
    this.directory = directory;
  }

  /**
   * Prints one line per turn and the ratio of the medians.
   *
   * @throws IOException if there is no room for the run's files
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("logback.configurationFile", "parallax-benchmarks-logback.xml");
    var directory = Files.createTempDirectory("replication-throughput");
    try (var registry = SandboxRegistry.start(SandboxRegistry.Options.defaults());
        var source = SandboxBroker.start(SandboxBroker.Options.defaults());
        var target = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      new ReplicationThroughput(source, target, registry, directory).run();
    }
    System.out.println("logs: " + directory);
  }

  private void run() throws IOException {
    var flows = new ArrayList<Copied>();
    var bare = new ArrayList<Copied>();
    for (int turn = 1; turn <= TURNS; turn++) {
      bare.add(measure("bare-" + turn, this::bareMirrorMaker));
      flows.add(measure("flow-" + turn, this::replicator));
      System.out.printf(
          "turn %d: MirrorMaker 2 %s, flow %s%n",
          turn, text(bare.get(turn - 1)), text(flows.get(turn - 1)));
    }
    System.out.printf(
        "medians of %,d records of 1,000 bytes: MirrorMaker 2 %,.0f/s, flow %,.0f/s, ratio %.2f;"
            + " delay at 200/s, p50: %.0f and %.0f ms, p99: %.0f and %.0f ms%n",
        RECORDS,
        median(bare, Copied::perSecond),
        median(flows, Copied::perSecond),
        median(flows, Copied::perSecond) / median(bare, Copied::perSecond),
        median(bare, Copied::p50Ms),
        median(flows, Copied::p50Ms),
        median(bare, Copied::p99Ms),
        median(flows, Copied::p99Ms));
  }

  private interface Copier {
    ChildCommand command(String topic, Path home) throws IOException;
  }

  /** Each turn has a topic of its own, which is copied under the source's name. */
  private Copied measure(String name, Copier copier) throws IOException {
    var topic = "load-" + name;
    var copy = SOURCE + ".mirror." + topic;
    source.createTopics(List.of(spec(topic)));
    target.createTopics(List.of(spec(copy)));
    fill(topic);
    var home = Files.createDirectories(directory.resolve(name));
    try (var app = copier.command(topic, home).start(home.resolve("app.log"))) {
      var copied =
          Copied.measure(
              source.bootstrapServers(),
              target.bootstrapServers(),
              topic,
              copy,
              PARTITIONS,
              RECORDS);
      app.stop(GRACE);
      return copied;
    }
  }

  private static TopicSpec spec(String name) {
    return new TopicSpec(name, Optional.empty(), PARTITIONS, Map.of(), "records to be copied");
  }

  private void fill(String topic) {
    var bytes = new ByteArraySerializer();
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            source.bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG,
            20);
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      for (int i = 0; i < RECORDS; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, new byte[1_000]));
      }
    }
  }

  private ChildCommand replicator(String topic, Path home) throws IOException {
    var file = home.resolve("parallax.config.yaml");
    Files.writeString(
        file,
        """
        regions:
          - {id: us-east-1, kafka: {bootstrapServers: "%s"}}
          - {id: eu-west-1, kafka: {bootstrapServers: "%s"}}
        controlPlane: {mode: federated, currentRegion: eu-west-1}
        schemaRegistry: {urls: ["%s"]}
        topics: {prefix: %s., partitions: 2, replicationFactor: 1}
        replication: {patterns: {enabled: false, excludePatterns: [dev-*]}, topics: [%s]}
        """
            .formatted(
                source.bootstrapServers(),
                target.bootstrapServers(),
                registry.url(),
                "p-" + topic,
                topic));
    return ChildProcess.java("replicator", "dev.parallax.replicator.ReplicatorApp")
        .heapMb(512)
        .jvmOptions("-XX:TieredStopAtLevel=4")
        .arguments("--config", file.toString(), "--instance-id", "benchmark", "--port", "0")
        .arguments("--bind", "127.0.0.1", "--state-dir", home.resolve("state").toString());
  }

  private ChildCommand bareMirrorMaker(String topic, Path home) throws IOException {
    var file = home.resolve("mm2.properties");
    Files.writeString(
        file,
        BareMirrorMaker.properties(
            SOURCE, source.bootstrapServers(), TARGET, target.bootstrapServers(), topic));
    return ChildProcess.java("mirror-maker", "org.apache.kafka.connect.mirror.MirrorMaker")
        .heapMb(512)
        .jvmOptions("-XX:TieredStopAtLevel=4")
        .arguments(file.toString(), "--clusters", TARGET);
  }

  private static String text(Copied copied) {
    return "%,.0f/s, p50 %.0f ms, p99 %.0f ms"
        .formatted(copied.perSecond(), copied.p50Ms(), copied.p99Ms());
  }

  private static double median(List<Copied> turns, ToDoubleFunction<Copied> figure) {
    var sorted = turns.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
