package dev.parallax.health.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.AgentState;
import dev.parallax.events.FailoverEvent;
import dev.parallax.events.RegionState;
import dev.parallax.events.RegionTraffic;
import dev.parallax.events.RoutingDecision;
import dev.parallax.runtime.app.AppContext;
import dev.parallax.runtime.streams.StreamsProperties;
import dev.parallax.runtime.time.AppClock;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topics into a scene, committed records only, without a group and without commits: the
 * states of regions and agents from their beginning, the newest of the rest. Decisions may come
 * faster than anybody can read: then most are left out, undecoded. For one thread.
 */
final class TopicReader implements Watch.Source {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(250);

  /** Offsets are also taken by the marks of transactions: about every second record is one. */
  private static final long EVENTS_BACK = 2L * Scene.KEPT;

  private static final long DECISIONS_BACK = 10;

  /** Of one partition and poll. */
  private static final int DECODED = 25;

  /** Behind by more, a partition of decisions is read from its end again. */
  private static final long HURRY = 500;

  private final Scene scene;
  private final AppContext context;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> readers = new HashMap<>();
  private final AvroDecoder<RoutingDecision> decisionDecoder;
  private final String decisions;
  private Map<TopicPartition, Long> targets;

  private TopicReader(AppContext context, Scene scene, KafkaConsumer<byte[], byte[]> consumer) {
    this.scene = scene;
    this.context = context;
    this.consumer = consumer;
    this.decisions = context.topics().decisions().name();
    this.decisionDecoder = context.codecs().decoder(RoutingDecision.class);
    var topics = context.topics();
    reader(topics.regions().name(), RegionState.class, scene::region);
    reader(topics.agents().name(), AgentState.class, scene::agent);
    reader(
        topics.traffic().name(),
        RegionTraffic.class,
        (region, second) -> second.ifPresent(scene::traffic));
    reader(
        topics.failovers().name(),
        FailoverEvent.class,
        (region, event) -> event.ifPresent(scene::event));
  }

  /** Is told the key of a record and its value, which is absent in a deletion. */
  private interface Reader<T> {
    void read(String key, Optional<T> value);
  }

  private <T extends SpecificRecord> void reader(String topic, Class<T> type, Reader<T> reader) {
    AvroDecoder<T> decoder = context.codecs().decoder(type);
    readers.put(
        topic,
        polled ->
            reader.read(
                polled.key() == null ? "" : new String(polled.key(), UTF_8),
                Optional.ofNullable(polled.value()).map(decoder::decode)));
  }

  /**
   * Connects, and empties the scene of what an earlier reader put there.
   *
   * @throws KafkaException if the cluster does not answer or refuses a topic
   */
  static TopicReader open(AppContext context, Scene scene) {
    var bytes = new ByteArrayDeserializer();
    var consumer = new KafkaConsumer<>(properties(context), bytes, bytes);
    var reader = new TopicReader(context, scene, consumer);
    try {
      reader.assign();
      return reader;
    } catch (RuntimeException failed) {
      reader.close();
      throw failed;
    }
  }

  private static Properties properties(AppContext context) {
    var kafka = context.config().kafka();
    var properties = StreamsProperties.consumer(kafka.bootstrapServers(), kafka.properties());
    // One whom nobody counts: without a group.
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        context.instance().applicationId() + "-" + context.instance().instanceId() + "-console");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return properties;
  }

  private void assign() {
    scene.clear();
    scene.reading(Reading.CATCHING_UP);
    var topics = context.topics();
    var whole = partitions(topics.regions().name());
    whole.addAll(partitions(topics.agents().name()));
    var traffic = partitions(topics.traffic().name());
    var events = partitions(topics.failovers().name());
    var newest = partitions(decisions);
    var all = new ArrayList<>(whole);
    List.of(traffic, events, newest).forEach(all::addAll);
    consumer.assign(all);
    targets = new HashMap<>(consumer.endOffsets(all));
    consumer.seekToBeginning(whole);
    seekBack(events, EVENTS_BACK);
    seekBack(newest, DECISIONS_BACK);
    seekToLastMinute(traffic);
  }

  private List<TopicPartition> partitions(String topic) {
    var partitions = new ArrayList<TopicPartition>();
    consumer
        .partitionsFor(topic)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    return partitions;
  }

  private void seekBack(List<TopicPartition> partitions, long records) {
    var beginnings = consumer.beginningOffsets(partitions);
    partitions.forEach(
        partition ->
            consumer.seek(
                partition, Math.max(beginnings.get(partition), targets.get(partition) - records)));
  }

  private void seekToLastMinute(List<TopicPartition> partitions) {
    long minuteAgo = AppClock.millis() - RecentTraffic.WINDOW_MS;
    var times = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> times.put(partition, minuteAgo));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) ->
                consumer.seek(partition, found == null ? targets.get(partition) : found.offset()));
  }

  /** Reads what has come within a quarter of a second. */
  @Override
  public void poll() {
    var polled = consumer.poll(POLL);
    for (var topic : readers.keySet()) {
      polled
          .records(topic)
          .forEach(record -> read(() -> readers.get(topic).accept(record), record));
    }
    readDecisions(polled);
    if (!targets.isEmpty()) {
      targets
          .entrySet()
          .removeIf(target -> consumer.position(target.getKey()) >= target.getValue());
      if (targets.isEmpty()) {
        scene.reading(Reading.LIVE);
      }
    }
  }

  private void readDecisions(ConsumerRecords<byte[], byte[]> polled) {
    var decided = new ArrayList<RoutingDecision>();
    boolean leftOut = false;
    for (var partition : polled.partitions()) {
      if (partition.topic().equals(decisions)) {
        var records = polled.records(partition);
        int first = Math.max(0, records.size() - DECODED);
        leftOut |= hurry(partition) || first > 0;
        records
            .subList(first, records.size())
            .forEach(
                record -> read(() -> decided.add(decisionDecoder.decode(record.value())), record));
      }
    }
    decided.sort((a, b) -> Long.compare(a.getDecidedAt(), b.getDecidedAt()));
    decided.forEach(scene::decision);
    if (leftOut) {
      scene.sampled();
    }
  }

  private boolean hurry(TopicPartition partition) {
    boolean behind = consumer.currentLag(partition).orElse(0) > HURRY;
    if (behind) {
      consumer.seekToEnd(List.of(partition));
    }
    return behind;
  }

  /** What cannot be read is shown nowhere; those whose work it is count and report it. */
  private static void read(Runnable reading, ConsumerRecord<byte[], byte[]> record) {
    try {
      reading.run();
    } catch (BadRecordException bad) {
      LOG.debug(
          "{}-{}@{} is not shown: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          bad.getMessage());
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
  }
}
