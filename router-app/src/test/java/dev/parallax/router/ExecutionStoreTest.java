package dev.parallax.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.router.state.AttemptRow;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import dev.parallax.router.state.SlotRow;
import dev.parallax.schemas.GeneratedClasses;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What is written while the rows of before are still being found. */
class ExecutionStoreTest {
  /** The bytes of one come before, those of the other after, while their characters do not. */
  private static final List<String> IDS =
      List.of("a", "b", "c", "d", "e", "f", "\uFF5E", "\uD83D\uDE00");

  private static final long DUE_AT = 21_000;

  private KeyValueStore<String, byte[]> rows;
  private KeyValueStore<String, byte[]> requests;

  static {
    GeneratedClasses.trust();
  }

  @BeforeTry
  void begin() {
    rows = store(ExecutionStore.NAME);
    requests = store(ExecutionStore.REQUESTS);
  }

  /** What becomes of an execution, or, without an id, how many rows are looked at. */
  private record Step(String id, Kind kind, int rows) {}

  private enum Kind {
    RUNS(RowState.RUNNING, 10),
    RUNS_WITH_A_LONG_REQUEST(RowState.RUNNING, ExecutionStore.MAX_IN_ROW + 1),
    ENDED(RowState.FINISHED, 0);

    private final RowState state;
    private final int bytes;

    Kind(RowState state, int bytes) {
      this.state = state;
      this.bytes = bytes;
    }
  }

  @Property(tries = 200)
  void findsAllThatRunsWhateverIsWrittenMeanwhile(
      @ForAll("lives") List<Step> before, @ForAll("steps") List<Step> meanwhile) {
    var expected = new HashMap<String, Kind>();
    take(before, opened(), expected);

    var store = opened();
    take(meanwhile, store, expected);
    expected.forEach((id, kind) -> assertThat(store.get(id)).isPresent());
    while (store.find(3)) {
      // Until all is found.
    }

    var running = ids(expected, RowState.RUNNING);
    assertThat(store.isFound()).isTrue();
    assertThat(store.due(DUE_AT, 100)).containsExactlyInAnyOrderElementsOf(running);
    assertThat(store.running()).isEqualTo(running.size());
    assertThat(store.open().size()).isEqualTo(running.size());
    assertThat(store.ended()).isEqualTo(ids(expected, RowState.FINISHED).size());
    assertThat(keys(requests)).containsExactlyInAnyOrderElementsOf(withLongRequest(expected));
  }

  @Property(tries = 50)
  void isKnownAtOnceWhetherItIsFoundOrNot(@ForAll("lives") List<Step> before) {
    var expected = new HashMap<String, Kind>();
    take(before, opened(), expected);

    var store = opened();
    assertThat(store.wasEmpty()).isEqualTo(expected.isEmpty());
    assertThat(store.isFound()).isEqualTo(expected.isEmpty());
    IDS.forEach(id -> assertThat(store.get(id).isPresent()).isEqualTo(expected.containsKey(id)));
  }

  @Provide
  Arbitrary<List<Step>> lives() {
    return step().list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var looks = Arbitraries.integers().between(1, 3).map(rows -> new Step(null, null, rows));
    return Arbitraries.oneOf(step(), looks).list().ofMaxSize(12);
  }

  private static Arbitrary<Step> step() {
    return Arbitraries.of(IDS)
        .flatMap(id -> Arbitraries.of(Kind.class).map(kind -> new Step(id, kind, 0)));
  }

  /** Nothing runs again that has ended, and a long request stays one. */
  private void take(List<Step> steps, ExecutionStore store, Map<String, Kind> expected) {
    for (var step : steps) {
      if (step.id() == null) {
        store.find(step.rows());
      } else if (isPossible(step, expected.get(step.id()))) {
        store.put(step.id(), row(step.kind()));
        expected.put(step.id(), step.kind());
      }
    }
  }

  private static boolean isPossible(Step step, Kind present) {
    return present == null || step.kind() == Kind.ENDED || step.kind() == present;
  }

  private ExecutionStore opened() {
    return ExecutionStore.open(rows, requests, Duration.ofHours(1));
  }

  private static List<String> ids(Map<String, Kind> kinds, RowState state) {
    return IDS.stream()
        .filter(id -> kinds.containsKey(id) && kinds.get(id).state == state)
        .toList();
  }

  private static List<String> withLongRequest(Map<String, Kind> kinds) {
    return IDS.stream().filter(id -> kinds.get(id) == Kind.RUNS_WITH_A_LONG_REQUEST).toList();
  }

  private static List<String> keys(KeyValueStore<String, byte[]> store) {
    var keys = new ArrayList<String>();
    try (var entries = store.all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static ExecutionRow row(Kind kind) {
    var row =
        ExecutionRow.newBuilder()
            .setContentHash("5f3c")
            .setState(kind.state)
            .setStartedAt(1_000)
            .setDeadline(61_000)
            .setForgetAt(0)
            .setSlots(List.of());
    if (kind == Kind.ENDED) {
      return row.build();
    }
    var attempt =
        AttemptRow.newBuilder()
            .setNumber(1)
            .setAgentId("us-1")
            .setRegion("us-east-1")
            .setAskedAt(1_000)
            .setDueAt(DUE_AT)
            .build();
    return row.setRequest(ByteBuffer.allocate(kind.bytes))
        .setSlots(List.of(new SlotRow(List.of(attempt))))
        .build();
  }

  private static KeyValueStore<String, byte[]> store(String name) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    var context = new MockProcessorContext<>(properties, new TaskId(0, 0), null);
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
