package dev.parallax.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.schemas.TopicSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxBrokerIT {

  @Test
  void deliversWhatWasProduced() throws Exception {
    var bootstrap = SharedBroker.get().bootstrapServers();
    createTopic(bootstrap, "delivers");

    produce(bootstrap, "delivers", List.of("one", "zwei", "तीन"));

    assertThat(consume(bootstrap, "delivers", 3)).containsExactly("one", "zwei", "तीन");
  }

  @Test
  void keepsDataAndPortsOverAnOutage() throws Exception {
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      var bootstrap = broker.bootstrapServers();
      createTopic(bootstrap, "outage");
      produce(bootstrap, "outage", List.of("before"));

      broker.stop();
      assertThat(LoopbackPorts.answers(broker.port("client"))).isFalse();
      broker.start();
      produce(bootstrap, "outage", List.of("after"));

      assertThat(broker.bootstrapServers()).isEqualTo(bootstrap);
      assertThat(consume(bootstrap, "outage", 2)).containsExactly("before", "after");
    }
  }

  @Tag("long")
  @Test
  void keepsDataAndPortsWhenItsProcessIsKilled(@TempDir Path directory) throws Exception {
    var own = new SandboxBroker.OwnProcess(directory.resolve("broker.log"), Map::of);
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults().ownProcess(own))) {
      var bootstrap = broker.bootstrapServers();
      createTopic(bootstrap, "killed");
      produce(bootstrap, "killed", List.of("before"));

      broker.kill();
      assertThat(LoopbackPorts.answers(broker.port("client"))).isFalse();
      broker.start();
      produce(bootstrap, "killed", List.of("after"));

      assertThat(consume(bootstrap, "killed", 2)).containsExactly("before", "after");
    }
  }

  @Test
  void takesUpAGivenDirectoryAgain(@TempDir Path directory) throws Exception {
    var options = SandboxBroker.Options.defaults().dataDirectory(directory);
    try (var first = SandboxBroker.start(options)) {
      createTopic(first.bootstrapServers(), "kept");
      produce(first.bootstrapServers(), "kept", List.of("kept"));
    }
    try (var second = SandboxBroker.start(options)) {
      assertThat(consume(second.bootstrapServers(), "kept", 1)).containsExactly("kept");
    }
    assertThat(directory.resolve("logs")).isNotEmptyDirectory();
  }

  @Test
  void refusesADirectoryThatAnotherBrokerUses(@TempDir Path directory) throws Exception {
    var options = SandboxBroker.Options.defaults().dataDirectory(directory);
    try (var first = SandboxBroker.start(options)) {
      assertThatThrownBy(() -> SandboxBroker.start(options))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("another broker uses " + directory);

      createTopic(first.bootstrapServers(), "unharmed");
      produce(first.bootstrapServers(), "unharmed", List.of("unharmed"));
      assertThat(consume(first.bootstrapServers(), "unharmed", 1)).containsExactly("unharmed");
    }
  }

  @Test
  void servesAListenerThroughADelayedLink() throws Exception {
    try (var link = Link.roundTrip(Duration.ofMillis(85));
        var broker =
            SandboxBroker.start(
                SandboxBroker.Options.defaults().listener("eu-west-1", link.port()))) {
      link.target(broker.port("eu-west-1"));
      createTopic(broker.bootstrapServers(), "remote");

      assertThat(broker.bootstrapServers("eu-west-1")).isEqualTo(link.address());
      assertThat(fastestSendMs(broker.bootstrapServers("eu-west-1"), "remote"))
          .isBetween(85.0, 200.0);
      assertThat(fastestSendMs(broker.bootstrapServers(), "remote")).isLessThan(85.0);
    }
  }

  @Test
  void createsTopicsOnceWithTheirSettings() throws Exception {
    var broker = SharedBroker.get();
    var spec =
        new TopicSpec(
            "spec", Optional.empty(), 3, Map.of("cleanup.policy", "compact"), "to be created");

    broker.createTopics(List.of(spec));
    broker.createTopics(List.of(spec));

    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, "spec");
      var described = admin.describeTopics(List.of("spec")).allTopicNames().get().get("spec");
      var config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
      assertThat(described.partitions()).hasSize(3);
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
    }
  }

  @Test
  void deletesATemporaryDirectoryOnClose() {
    Path data;
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      data = broker.dataDirectory();
      assertThat(data.resolve("logs")).isNotEmptyDirectory();
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void delaysAProducerUntilACutLinkHeals() throws Exception {
    try (var link = Link.roundTrip(Duration.ofMillis(10));
        var broker =
            SandboxBroker.start(SandboxBroker.Options.defaults().listener("eu", link.port()))) {
      link.target(broker.port("eu"));
      createTopic(broker.bootstrapServers(), "cut");
      try (var producer = producer(broker.bootstrapServers("eu"))) {
        producer.send(new ProducerRecord<>("cut", "before")).get(20, TimeUnit.SECONDS);
        link.cut(Link.Direction.FROM_TARGET);
        var underWay = producer.send(new ProducerRecord<>("cut", "written, not acknowledged"));
        assertThat(consume(broker.bootstrapServers(), "cut", 2)).hasSize(2);
        assertThat(underWay).isNotDone();

        link.heal(Link.Direction.FROM_TARGET);
        assertThat(underWay.get(20, TimeUnit.SECONDS).offset()).isEqualTo(1);
      }
    }
  }

  @Test
  void namesTheListenersItHasWhenAskedForAnother() {
    assertThatThrownBy(() -> SharedBroker.get().bootstrapServers("mars"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the broker has no listener mars; it has [CLIENT]");
  }

  /** The least of several, as the machine may be busy. */
  private static double fastestSendMs(String bootstrap, String topic) throws Exception {
    try (var producer = producer(bootstrap)) {
      double least = Double.MAX_VALUE;
      for (int i = 0; i < 8; i++) {
        long began = System.nanoTime();
        producer.send(new ProducerRecord<>(topic, "x")).get(20, TimeUnit.SECONDS);
        least = Math.min(least, (System.nanoTime() - began) / 1e6);
      }
      return least;
    }
  }

  private static KafkaProducer<String, String> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
        new StringSerializer(),
        new StringSerializer());
  }

  /** Refused and sent again, records of one producer overtake each other, and are lost. */
  @Test
  void servesTopicsFromTheMomentOfTheirCreation() throws Exception {
    try (var broker = SandboxBroker.start(SandboxBroker.Options.defaults())) {
      for (int i = 0; i < 5; i++) {
        var set = "served-" + i + "-";
        broker.createTopics(
            IntStream.range(0, 20)
                .mapToObj(t -> new TopicSpec(set + t, Optional.empty(), 6, Map.of(), "new"))
                .toList());

        writeOnce(broker.bootstrapServers(), set + 19, 6);
      }
    }
  }

  /** One record to each partition; nothing is sent twice. */
  private static void writeOnce(String bootstrap, String topic, int partitions) throws Exception {
    var properties = new Properties();
    properties.put("bootstrap.servers", bootstrap);
    properties.put("retries", "0");
    properties.put("enable.idempotence", "false");
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int partition = 0; partition < partitions; partition++) {
        producer.send(new ProducerRecord<>(topic, partition, "key", "value")).get();
      }
    }
  }

  private static void createTopic(String bootstrap, String topic) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  private static void produce(String bootstrap, String topic, List<String> values)
      throws Exception {
    try (var producer = producer(bootstrap)) {
      for (var value : values) {
        producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
      }
    }
  }

  private static List<String> consume(String bootstrap, String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var values = new ArrayList<String>();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
      }
      return values;
    }
  }
}
