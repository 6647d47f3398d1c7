package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.ForwardedRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What one record, or one deadline, leads to. Computed whole, encoded and all, before anything of
 * it is written: what was forwarded before an exception would stay written.
 */
final class Effects {
  private final long now;
  private final List<Emission> emissions = new ArrayList<>(4);
  private final List<Ending> endings = new ArrayList<>(2);
  private final List<Runnable> counts = new ArrayList<>(2);
  private HeldStore.Entry held;
  private String released;
  private String rowId;
  private ExecutionRow row;
  private String partsOf;
  private ForwardedRow parts;

  private record Emission(String sink, Record<byte[], Object> record) {}

  private record Ending(String region, Traffic.End end) {}

  /** Effects at {@code now}, ms since the epoch. */
  Effects(long now) {
    this.now = now;
  }

  void emit(String sink, byte[] key, Object value, Headers headers) {
    emissions.add(new Emission(sink, new Record<>(key, value, now, headers)));
  }

  void emit(String sink, byte[] key, Object value) {
    emit(sink, key, value, new RecordHeaders());
  }

  void emit(String sink, Record<byte[], byte[]> record) {
    emit(sink, record.key(), record.value(), record.headers());
  }

  void put(String executionId, ExecutionRow changed) {
    rowId = executionId;
    row = changed;
  }

  /** Parts of an execution of another control plane were taken, or go on (P7). */
  void put(String executionId, ForwardedRow changed) {
    partsOf = executionId;
    parts = changed;
  }

  /** A request waits (R17). */
  void hold(HeldStore.Entry entry) {
    held = entry;
  }

  /** A request no longer waits. */
  void release(String executionId) {
    released = executionId;
  }

  /** An execution ended in this region. */
  void traffic(String region, Traffic.End end) {
    endings.add(new Ending(region, end));
  }

  /** Something to count in a metric, once the rest was written. */
  void count(Runnable count) {
    counts.add(count);
  }

  void apply(RouterStores stores, ProcessorContext<byte[], Object> context) {
    if (row != null) {
      stores.executions().put(rowId, row);
    }
    if (parts != null) {
      stores.forwarded().put(partsOf, parts);
    }
    if (held != null) {
      stores.held().put(held);
    }
    if (released != null) {
      stores.held().remove(released);
    }
    endings.forEach(ending -> stores.traffic().count(ending.region(), ending.end(), now));
    for (var emission : emissions) {
      context.forward(emission.record(), emission.sink());
    }
    counts.forEach(Runnable::run);
  }
}
