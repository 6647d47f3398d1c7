package dev.parallax.replicator.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.Kafka;
import dev.parallax.sandbox.Link;
import dev.parallax.sandbox.Links;
import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster for each region, which the others reach over links with a delay, and what is in it. */
final class Clusters implements AutoCloseable {
  static final String US = "us-east-1";
  static final String EU = "eu-west-1";
  static final String AP = "ap-south-1";
  private static final Duration ROUND_TRIP = Duration.ofMillis(80);

  private final Map<String, SandboxBroker> brokers = new LinkedHashMap<>();
  private final Links links = new Links();

  Clusters(String... regions) {
    for (var region : regions) {
      start(region, List.of(regions));
    }
  }

  private void start(String region, List<String> regions) {
    var options = SandboxBroker.Options.defaults();
    for (var from : others(region, regions)) {
      options = options.listener(from, links.open(from + ">" + region, ROUND_TRIP).port());
    }
    var broker = SandboxBroker.start(options);
    brokers.put(region, broker);
    for (var from : others(region, regions)) {
      link(from, region).target(broker.port(from));
    }
  }

  private static List<String> others(String region, List<String> regions) {
    return regions.stream().filter(other -> !other.equals(region)).toList();
  }

  List<String> regions() {
    return List.copyOf(brokers.keySet());
  }

  List<String> others(String region) {
    return others(region, regions());
  }

  SandboxBroker broker(String region) {
    return brokers.get(region);
  }

  /** How a region's cluster is reached from a region. */
  String address(String from, String region) {
    return from.equals(region)
        ? broker(region).bootstrapServers()
        : broker(region).bootstrapServers(from);
  }

  /** What those in a region reach another region's cluster by. */
  Link link(String from, String to) {
    return links.get(from + ">" + to);
  }

  void create(String region, String topic, int partitions, Map<String, String> settings) {
    broker(region)
        .createTopics(
            List.of(new TopicSpec(topic, Optional.empty(), partitions, settings, "for a test")));
  }

  /** Deletes a topic and creates it again, with nothing in it. */
  void createAnew(String region, TopicSpec topic) {
    try (var admin = admin(region)) {
      admin.deleteTopics(List.of(topic.name())).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Federation.until(() -> !topicsOf(region).contains(topic.name()));
    broker(region).createTopics(List.of(topic));
  }

  /** Changes a setting of a topic. */
  void set(String region, String topic, String setting, String value) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (var admin = admin(region)) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Admin admin(String region) {
    return local(region).admin();
  }

  /** The region's cluster as it is reached from within the region. */
  Cluster local(String region) {
    return new Cluster(region, new Kafka(broker(region).bootstrapServers(), Map.of()));
  }

  /** Writes a record in a transaction, which its producer is to end. */
  Producer<byte[], byte[]> leaveTransactionOpen(String region, String topic) {
    var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker(region).bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "left-open-" + UUID.randomUUID(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    var unused = producer.send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), new byte[1]));
    producer.flush();
    return producer;
  }

  /** Writes records and waits until they are there. */
  void write(String region, String topic, Map<String, String> values) {
    try (var producer = local(region).producer()) {
      var sent =
          values.entrySet().stream()
              .map(
                  e ->
                      producer.send(
                          new ProducerRecord<>(
                              topic,
                              e.getKey().getBytes(UTF_8),
                              e.getValue().isEmpty() ? null : e.getValue().getBytes(UTF_8))))
              .toList();
      for (var one : sent) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All committed records of a topic as {@code key=value}, in their order by partition. */
  List<String> records(String region, String topic) {
    return byPartition(region, topic).values().stream().flatMap(List::stream).toList();
  }

  /** The same for each partition. */
  SortedMap<Integer, List<String>> byPartition(String region, String topic) {
    var records = new TreeMap<Integer, List<String>>();
    for (var record : read(region, topic)) {
      records
          .computeIfAbsent(record.partition(), unused -> new ArrayList<>())
          .add(text(record.key()) + "=" + text(record.value()));
    }
    return records;
  }

  /** All committed records of a topic, those of a partition in their order. */
  List<ConsumerRecord<byte[], byte[]>> read(String region, String topic) {
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer = local(region).consumer()) {
      var partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** How far a topic is written and committed, marks of transactions included; 0 if it is not. */
  long end(String region, String topic) {
    try (var consumer = local(region).consumer()) {
      return consumer.listTopics().containsKey(topic)
          ? consumer.endOffsets(partitions(consumer, topic)).values().stream()
              .mapToLong(Long::longValue)
              .sum()
          : 0;
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  Set<String> topicsOf(String region) {
    try (var admin = admin(region)) {
      return admin.listTopics().names().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    brokers.values().forEach(SandboxBroker::close);
    links.close();
  }
}
