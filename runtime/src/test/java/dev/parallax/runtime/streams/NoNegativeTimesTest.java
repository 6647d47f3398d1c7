package dev.parallax.runtime.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class NoNegativeTimesTest {
  private static final TopicPartition PARTITION = new TopicPartition("agents", 3);
  private final NoNegativeTimes times = new NoNegativeTimes();

  @Test
  void readsANegativeTimeAsTheEpochAndKeepsTheRest() {
    var polled = polled(List.of(record(7, 1_000), record(8, -1), record(9, Long.MIN_VALUE)));

    var consumed = times.onConsume(polled);

    assertThat(consumed.records(PARTITION))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(record(7, 1_000), record(8, 0), record(9, 0));
    assertThat(consumed.nextOffsets()).isEqualTo(polled.nextOffsets());
  }

  @Test
  void leavesAloneWhatHasNone() {
    var polled = polled(List.of(record(7, 0), record(8, Long.MAX_VALUE)));

    assertThat(times.onConsume(polled)).isSameAs(polled);
  }

  private static ConsumerRecords<byte[], byte[]> polled(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return new ConsumerRecords<>(
        Map.of(PARTITION, records), Map.of(PARTITION, new OffsetAndMetadata(10)));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, long timestamp) {
    return new ConsumerRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        3,
        5,
        "key".getBytes(UTF_8),
        "value".getBytes(UTF_8),
        new RecordHeaders().add("name", new byte[] {1}),
        Optional.of(4));
  }
}
