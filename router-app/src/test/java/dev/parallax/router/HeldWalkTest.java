package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.router.state.HeldRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Deciding one request takes 5 ms here, so that a run has time for four. */
class HeldWalkTest {
  private static final long NOW = 1_000;
  private static final long LATER = 60_000;
  private final HeldStore held = HeldStore.open(store());
  private final List<String> decided = new ArrayList<>();
  private long nanos;
  private final HeldWalk walk = new HeldWalk(held, this::decide, () -> nanos);

  @Test
  void decidesAllInTheOrderOfArrivalOnceForAChange() {
    hold("c", "a", "b");
    walk.run(1, NOW);
    walk.run(1, NOW);
    assertThat(decided).containsExactly("c", "a", "b");

    walk.run(2, NOW);
    assertThat(decided).containsExactly("c", "a", "b", "c", "a", "b");
  }

  @Test
  void goesOnInTheNextRunWhereItStopped() {
    hold("a", "b", "c", "d", "e", "f");
    walk.run(1, NOW);
    assertThat(decided).containsExactly("a", "b", "c", "d");

    walk.run(1, NOW);
    assertThat(decided).containsExactly("a", "b", "c", "d", "e", "f");
  }

  @Test
  void finishesAWalkBeforeItBeginsTheNext() {
    hold("a", "b", "c", "d", "e");
    walk.run(1, NOW);
    walk.run(2, NOW);
    assertThat(decided).containsExactly("a", "b", "c", "d", "e");

    walk.run(2, NOW);
    assertThat(decided).endsWith("e", "a", "b", "c", "d");
  }

  @Test
  void leavesOutWhatCameAfterTheWalkBegan() {
    hold("a", "b", "c", "d", "e");
    walk.run(1, NOW);
    hold("f");
    walk.run(1, NOW);
    walk.run(1, NOW);

    assertThat(decided).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void decidesNothingForAChangeBeforeAnythingWaited() {
    walk.run(1, NOW);
    hold("a");
    walk.run(1, NOW);

    assertThat(decided).isEmpty();
  }

  @Test
  void doesNotLetWhatIsDueWaitForAWalk() {
    hold("a", "b", "c", "d", "e", "f", "g", "h", "i");
    hold(NOW + 100, "due");
    walk.run(1, NOW);
    walk.run(1, NOW + 99);
    assertThat(decided).doesNotContain("due");

    walk.run(1, NOW + 100);
    assertThat(decided.subList(8, 10)).containsExactly("due", "i");
  }

  @Test
  void endsThousandsThatAreDueInSeveralRuns() {
    IntStream.range(0, 1_000).forEach(i -> hold(NOW, "due-" + i));
    walk.run(1, NOW);
    assertThat(decided).hasSizeBetween(100, 200);

    IntStream.range(0, 10).forEach(i -> walk.run(1, NOW));
    assertThat(decided).hasSize(1_000).doesNotHaveDuplicates();
  }

  private void decide(String id) {
    nanos += TimeUnit.MILLISECONDS.toNanos(5);
    decided.add(id);
    if (id.startsWith("due")) {
      held.remove(id);
    }
  }

  private void hold(String... ids) {
    for (var id : ids) {
      hold(LATER, id);
    }
  }

  private void hold(long until, String id) {
    var row =
        HeldRow.newBuilder()
            .setContentHash("hash")
            .setArrival(held.nextArrival())
            .setHeldSince(0)
            .setHeldUntil(until)
            .setAppendedAt(0)
            .setOffset(0)
            .setValue(ByteBuffer.allocate(0))
            .build();
    held.put(new HeldStore.Entry(id, row));
  }

  private static KeyValueStore<String, byte[]> store() {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    var context = new MockProcessorContext<Void, Void>(properties, new TaskId(0, 0), null);
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(HeldStore.NAME), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
