package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;

class HomeTest {
  private static final int PARTITIONS = 12;
  private final Home home = new Home(PARTITIONS);

  @Test
  void isWhereKafkasOwnPartitionerPutsTheExecutionId() {
    for (int i = 0; i < 200; i++) {
      var id = "e-" + i;
      var expected = BuiltInPartitioner.partitionForKey(id.getBytes(UTF_8), PARTITIONS);

      assertThat(IntStream.range(0, PARTITIONS).filter(p -> isHome(id, id, p)))
          .containsExactly(expected);
    }
  }

  @Test
  void isNowhereForARecordWithAnotherKey() {
    assertThat(IntStream.range(0, PARTITIONS).filter(p -> isHome("x", "e-1", p))).isEmpty();
    assertThat(IntStream.range(0, PARTITIONS).filter(p -> isHome(null, "e-1", p))).isEmpty();
  }

  private boolean isHome(String key, String id, int partition) {
    var record =
        new Record<>(
            Optional.ofNullable(key).map(k -> k.getBytes(UTF_8)).orElse(null), new byte[0], 0);
    return home.isHome(record, new At(partition), id);
  }

  private record At(int partition) implements RecordMetadata {
    @Override
    public String topic() {
      return "t";
    }

    @Override
    public long offset() {
      return 0;
    }
  }
}
