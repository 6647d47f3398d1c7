package dev.parallax.replicator.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneSessionTest {
  private static final Duration DELAY = Duration.ofSeconds(60);
  private static final long START = 1_000_000;

  private final TopicCatalogue topics = new TopicCatalogue("parallax.", 2);
  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Ticking clock = new Ticking();
  private final Stamping producer = new Stamping();
  private final Standing standing = new Standing("relay");
  private LaneSession session;
  private final long[] next = {0, 0};

  @BeforeEach
  void begin() {
    begin(Lane.delayed(topics, DELAY));
  }

  private void begin(Lane lane) {
    var meters = new Meters(List.of(), Set.of(lane.target().name()), "hash");
    session =
        new LaneSession(
            lane,
            consumer,
            producer,
            new Conversion(lane, codecs),
            standing,
            meters.analyticsRelayed(lane.target().name()),
            clock);
    session.begin();
    var partitions = List.of(partition(0), partition(1));
    consumer.rebalance(partitions);
    var begins = new HashMap<TopicPartition, Long>();
    partitions.forEach(each -> begins.put(each, 0L));
    consumer.updateBeginningOffsets(begins);
    consumer.updateEndOffsets(begins);
  }

  @Test
  void writesAnOutcomeWhenItsDelayHasPassedAndNotBefore() {
    outcome(0, "e-1", START);
    session.turn();
    clock.at(START + DELAY.toMillis() - 1);
    session.turn();
    assertThat(producer.history()).isEmpty();

    clock.at(START + DELAY.toMillis());
    assertThat(session.turn()).isTrue();

    assertThat(keys()).containsExactly("e-1");
    assertThat(producer.consumerGroupOffsetsHistory())
        .singleElement()
        .satisfies(
            offsets ->
                assertThat(offsets.values())
                    .singleElement()
                    .satisfies(
                        ofGroup -> assertThat(ofGroup.get(partition(0)).offset()).isEqualTo(1)));
  }

  @Test
  void goesByTheLaterOfTheRoutersTimeAndTheLogs() {
    record(0, "e-1", codecs(Outcomes.of("e-1", false, START)), START + 5_000);
    record(1, "e-2", codecs(Outcomes.of("e-2", false, START + 5_000)), START);

    clock.at(START + DELAY.toMillis() + 4_999);
    session.turn();
    assertThat(producer.history()).isEmpty();

    clock.at(START + DELAY.toMillis() + 5_000);
    session.turn();
    assertThat(keys()).containsExactlyInAnyOrder("e-1", "e-2");
  }

  @Test
  void isLateRatherThanEarlyWhereItsClockIsAheadOfTheBrokers() {
    producer.behindMs = 3_000;
    outcome(0, "e-1", START);
    clock.at(START + DELAY.toMillis());

    assertThat(session.turn()).isFalse();
    assertThat(producer.transactionAborted()).isTrue();
    clock.at(START + DELAY.toMillis() + 2_999);
    session.turn();
    assertThat(producer.history()).isEmpty();

    clock.at(START + DELAY.toMillis() + 3_000);
    session.turn();
    assertThat(keys()).containsExactly("e-1");
  }

  @Test
  void readsAPartitionNoFurtherWhileOneOfItWaitsAndGoesOnWithTheOther() {
    outcome(0, "late", START);
    session.turn();
    assertThat(consumer.paused()).containsExactly(partition(0));

    clock.at(START + DELAY.toMillis());
    session.turn();
    assertThat(consumer.paused()).isEmpty();
    assertThat(keys()).containsExactly("late");
  }

  @Test
  void keepsTheOrderOfAPartitionThoughALaterRecordIsDueBefore() {
    outcome(0, "first", START + 1_000);
    outcome(0, "second", START);

    clock.at(START + DELAY.toMillis() + 999);
    session.turn();
    assertThat(producer.history()).isEmpty();

    clock.at(START + DELAY.toMillis() + 1_000);
    session.turn();
    assertThat(keys()).containsExactly("first", "second");
  }

  @Test
  void makesWhatItCannotReadADeadLetterAtOnceAndGoesOn() {
    record(0, "bad", "garbage".getBytes(UTF_8), START);
    outcome(0, "good", START);

    session.turn();
    clock.at(START + DELAY.toMillis());
    session.turn();

    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly(topics.deadLetters().name(), topics.delayedOutcomes().name());
    assertThat(producer.history().get(0).headers().lastHeader(DeadLetters.REASON).value())
        .isEqualTo("UNREADABLE".getBytes(UTF_8));
  }

  @Test
  void takesTheHeadersFromABoundOutcomeAsWell() {
    record(0, "bound", codecs(Outcomes.of("bound", true, START)), START);
    record(0, "free", codecs(Outcomes.of("free", false, START)), START);
    clock.at(START + DELAY.toMillis());
    session.turn();

    assertThat(producer.history().get(0).headers()).isEmpty();
    assertThat(new String(producer.history().get(0).value(), UTF_8))
        .doesNotContain(Outcomes.SECRET);
    assertThat(producer.history().get(1).headers()).hasSize(1);
    assertThat(new String(producer.history().get(1).value(), UTF_8)).contains(Outcomes.SECRET);
  }

  @Test
  void forgetsWhatItReadOfAPartitionThatIsTakenFromIt() {
    outcome(0, "mine", START);
    session.turn();

    consumer.rebalance(List.of(partition(1)));
    clock.at(START + DELAY.toMillis());
    session.turn();

    assertThat(producer.history()).isEmpty();
  }

  @Test
  void tellsHowManyWaitAndHowOldTheOldestIs() {
    outcome(0, "e-1", START);
    outcome(0, "e-2", START + 1);
    session.turn();
    clock.at(START + 5_000);
    session.turn();

    assertThat(standing.waiting()).isEqualTo(2);
    assertThat(standing.oldestSeconds()).isEqualTo(5.0);
    assertThat(standing.missing()).isEmpty();
  }

  @Test
  void writesSharedOutcomesAtOnceWithTheTimesThatTheyHave() {
    var lane =
        new Lane(
            "shared",
            topics.outcomes(),
            topics.sharedOutcomes(),
            topics.deadLetters(),
            Duration.ZERO);
    var shared = new LaneSessionTest();
    shared.begin(lane);
    shared.outcome(1, "e-1", START);
    shared.session.turn();

    assertThat(shared.producer.history())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo("parallax.outcomes-shared");
              assertThat(record.partition()).isEqualTo(1);
              assertThat(record.timestamp()).isEqualTo(START);
            });
  }

  @Test
  void isNotEarlyWhereTheRoutersClockIsBehindTheBrokers() {
    assertThat(topics.outcomes().config())
        .as("the log's time is the broker's, whatever clock the router has")
        .containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    record(0, "e-1", codecs(Outcomes.of("e-1", false, START - 60_000)), START);

    clock.at(START + DELAY.toMillis() - 1);
    session.turn();
    assertThat(producer.history()).isEmpty();

    clock.at(START + DELAY.toMillis());
    session.turn();
    assertThat(keys()).containsExactly("e-1");
  }

  private List<String> keys() {
    return producer.history().stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private void outcome(int partition, String id, long completedAt) {
    record(partition, id, codecs(Outcomes.of(id, false, completedAt)), completedAt);
  }

  private byte[] codecs(ExecutionOutcome outcome) {
    return codecs.encoder(topics.outcomes().name(), ExecutionOutcome.class).encode(outcome);
  }

  private void record(int partition, String key, byte[] value, long timestamp) {
    consumer.addRecord(
        new ConsumerRecord<>(
            topics.outcomes().name(),
            partition,
            next[partition]++,
            timestamp,
            TimestampType.CREATE_TIME,
            key.length(),
            value.length,
            key.getBytes(UTF_8),
            value,
            new RecordHeaders(List.of(new RecordHeader("note", Outcomes.SECRET.getBytes(UTF_8)))),
            Optional.empty()));
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(topics.outcomes().name(), number);
  }

  /** A broker that gives records the time of its own clock. */
  private final class Stamping extends MockProducer<byte[], byte[]> {
    private long behindMs;

    Stamping() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      var unused = super.send(record);
      return CompletableFuture.completedFuture(
          new RecordMetadata(
              new TopicPartition(record.topic(), 0), 0, 0, clock.millis() - behindMs, 0, 0));
    }
  }

  /** Stands still until it is set. */
  private static final class Ticking extends Clock {
    private long now = START;

    void at(long millis) {
      now = millis;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
