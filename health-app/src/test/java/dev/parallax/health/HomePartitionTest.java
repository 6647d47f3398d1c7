package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class HomePartitionTest {
  private static final int PARTITIONS = 12;
  private final HomePartition home = new HomePartition(PARTITIONS);

  @Test
  void isWhereKafkasOwnProducerPutsTheKey() {
    for (int i = 0; i < 100; i++) {
      var key = ("agent-" + i).getBytes(UTF_8);
      int there = BuiltInPartitioner.partitionForKey(key, PARTITIONS);
      assertThat(home.isHome(key, at(there))).isTrue();
      assertThat(home.isHome(key, at((there + 1) % PARTITIONS))).isFalse();
    }
  }

  @Test
  void aReturnedRecordSaysFromWhere() {
    var record = new Record<>(new byte[] {1}, new byte[] {2}, 7);

    var returned = HomePartition.returned(record, at(3), 99);

    assertThat(HomePartition.wasReturned(record)).isFalse();
    assertThat(HomePartition.wasReturned(returned)).isTrue();
    assertThat(returned)
        .isEqualTo(
            new Record<>(
                record.key(),
                record.value(),
                99,
                new RecordHeaders()
                    .add(HomePartition.RETURNED, "parallax.heartbeats-3-42".getBytes(UTF_8))));
  }

  private static RecordMetadata at(int partition) {
    return new RecordMetadata() {
      @Override
      public String topic() {
        return "parallax.heartbeats";
      }

      @Override
      public int partition() {
        return partition;
      }

      @Override
      public long offset() {
        return 42;
      }
    };
  }
}
