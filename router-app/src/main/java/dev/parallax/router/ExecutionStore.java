package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The rows of one task's executions, and which of them are due. Ended rows stay for {@code
 * executions.idempotence} and then go by a slow sweep over the store: no index of them is kept,
 * neither in memory nor as writes.
 */
final class ExecutionStore {
  static final String NAME = "executions";
  static final String REQUESTS = "large-requests";

  /**
   * A longer request has an entry of its own: a row is written again with every answer, and would
   * carry it each time. A shorter one costs less in the row than another entry and its deletion.
   */
  static final int MAX_IN_ROW = 16_384;

  /** In a row, in place of a request that has its own entry: no request is empty. */
  private static final ByteBuffer ELSEWHERE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /**
   * A running row holds the request and the answers, an ended one the outcome. The changelog lets
   * go of an input within about an hour of the end (X11).
   */
  private static final Map<String, String> CHANGELOG =
      Map.of("max.message.bytes", "4194304", "max.compaction.lag.ms", "3600000");

  private final KeyValueStore<String, byte[]> store;
  private final KeyValueStore<String, byte[]> requests;
  private final Set<String> withRequest = new HashSet<>();
  private final OpenExecutions open = new OpenExecutions();
  private final EndedWalk walk;
  private final FirstPass first = new FirstPass();
  private boolean wasEmpty;
  private KnownIds known = new KnownIds();

  /** What stays of a pass that is under way: takes the place of the other at its end. */
  private KnownIds staying = new KnownIds();

  /** Read by the thread that answers for the metrics. */
  private final AtomicInteger ended = new AtomicInteger();

  private volatile int running;

  private ExecutionStore(
      KeyValueStore<String, byte[]> store,
      KeyValueStore<String, byte[]> requests,
      Duration idempotence) {
    this.walk = new EndedWalk(idempotence);
    this.store = store;
    this.requests = requests;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> builder() {
    return builder(NAME);
  }

  /** The store of long requests. */
  static StoreBuilder<KeyValueStore<String, byte[]>> requestsBuilder() {
    return builder(REQUESTS);
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withLoggingEnabled(CHANGELOG)
        .withCachingDisabled();
  }

  /** Opens the store. What was running in it is found by {@link #find}, row by row. */
  static ExecutionStore open(
      KeyValueStore<String, byte[]> store,
      KeyValueStore<String, byte[]> requests,
      Duration idempotence) {
    var opened = new ExecutionStore(store, requests, idempotence);
    try (var rows = store.all()) {
      opened.wasEmpty = !rows.hasNext();
    }
    if (opened.wasEmpty) {
      opened.first.end();
    }
    return opened;
  }

  /** Whether there was no row when it was opened. */
  boolean wasEmpty() {
    return wasEmpty;
  }

  /**
   * Looks at the next {@code limit} of the rows that there were when it was opened.
   *
   * @return whether there are more
   */
  boolean find(int limit) {
    if (first.isOver()) {
      return false;
    }
    try (var rows = store.range(first.from(), null)) {
      for (int looked = 0; looked <= limit && rows.hasNext(); looked++) {
        var row = rows.next();
        if (first.isAhead(row.key)) {
          found(row.key, RowCodec.EXECUTIONS.decode(row.value));
          first.reach(row.key);
        }
      }
      if (!rows.hasNext()) {
        first.end();
      }
    }
    return !first.isOver();
  }

  /** Whether all running rows are known. */
  boolean isFound() {
    return first.isOver();
  }

  Optional<ExecutionRow> get(String executionId) {
    return !first.isOver() || known.mayContain(executionId)
        ? Optional.ofNullable(store.get(executionId)).map(RowCodec.EXECUTIONS::decode)
        : Optional.empty();
  }

  /** The request of a running execution that may be retried. */
  byte[] request(String executionId, ExecutionRow row) {
    if (!row.getRequest().hasRemaining()) {
      return requests.get(executionId);
    }
    var value = new byte[row.getRequest().remaining()];
    row.getRequest().duplicate().get(value);
    return value;
  }

  void put(String executionId, ExecutionRow row) {
    if (row.getRequest() != null && row.getRequest().remaining() > MAX_IN_ROW) {
      requests.put(executionId, request(executionId, row));
      row.setRequest(ELSEWHERE);
    }
    if (row.getState() != RowState.RUNNING
        && !first.isAhead(executionId)
        && !isEnded(executionId)) {
      ended.incrementAndGet();
    }
    store.put(executionId, RowCodec.EXECUTIONS.encode(row));
    known.add(executionId);
    if (walk.isUnderWay()) {
      staying.add(executionId);
    }
    index(executionId, row);
  }

  private boolean isEnded(String executionId) {
    return !open.contains(executionId)
        && known.mayContain(executionId)
        && store.get(executionId) != null;
  }

  private void found(String executionId, ExecutionRow row) {
    known.add(executionId);
    if (row.getState() != RowState.RUNNING) {
      ended.incrementAndGet();
    }
    index(executionId, row);
  }

  /** At most {@code limit} running executions whose deadline has passed. */
  List<String> due(long now, int limit) {
    return open.due(now, limit);
  }

  /** The running executions. */
  OpenExecutions open() {
    return open;
  }

  int running() {
    return running;
  }

  /** Rows of executions that are over, and of requests that were refused. */
  int ended() {
    return ended.get();
  }

  /**
   * If the walk over ended rows is due: looks at the next {@code limit} rows, deletes the ended
   * ones that may be forgotten, and goes on from there next time.
   *
   * @return whether the walk is to go on
   */
  boolean sweep(long now, int limit) {
    if (!first.isOver() || !walk.isDue(now)) {
      return false;
    }
    var forgotten = new ArrayList<String>();
    var looked = 0;
    KeyValue<String, byte[]> row = null;
    try (var rows = store.range(walk.from().isEmpty() ? null : walk.from(), null)) {
      for (; looked < limit && rows.hasNext(); looked++) {
        row = rows.next();
        if (mayForget(RowCodec.EXECUTIONS.decode(row.value), now)) {
          forgotten.add(row.key);
        } else {
          staying.add(row.key);
        }
      }
    }
    // The key itself is looked at again: the next key in order has no name of its own.
    boolean more = looked == limit;
    if (more) {
      walk.pause(row.key);
    } else {
      walk.end();
      known = staying;
      staying = new KnownIds();
    }
    forgotten.forEach(store::delete);
    ended.addAndGet(-forgotten.size());
    return more;
  }

  private boolean mayForget(ExecutionRow row, long now) {
    if (row.getState() == RowState.RUNNING) {
      return false;
    }
    if (row.getForgetAt() <= now) {
      return true;
    }
    walk.keep(row.getForgetAt());
    return false;
  }

  /** Its request has an entry of its own that was not found yet. */
  private boolean isElsewhere(String executionId) {
    return first.isAhead(executionId) && requests.get(executionId) != null;
  }

  private void index(String executionId, ExecutionRow row) {
    if (row.getState() == RowState.RUNNING) {
      open.put(executionId, ExecutionRows.dueAt(row), ExecutionRows.asked(row));
      if (row.getRequest() != null && !row.getRequest().hasRemaining()) {
        withRequest.add(executionId);
      }
    } else {
      open.remove(executionId);
      if (withRequest.remove(executionId) || isElsewhere(executionId)) {
        requests.delete(executionId);
      }
    }
    running = open.size();
  }
}
