package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.router.state.HeldRow;
import java.nio.ByteBuffer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A request as it came, at its home partition, and since when it waits, if it does (R17).
 *
 * @param record its record; of one that waits, with those headers only that go on (X11)
 * @param offset of the record on the requests topic
 * @param number its place in the order of arrival; 0 = it does not wait
 * @param heldSince when it was decided first, ms since the epoch; 0 = it does not wait
 * @param heldUntil when it is given up at the latest, ms since the epoch; 0 = it does not wait
 */
record Arrival(
    Record<byte[], byte[]> record, long offset, long number, long heldSince, long heldUntil) {

  /** One that was read just now. */
  static Arrival of(Record<byte[], byte[]> record, RecordMetadata at) {
    return new Arrival(record, at.offset(), 0, 0, 0);
  }

  /** One that waits. */
  static Arrival of(String executionId, HeldRow row) {
    var value = new byte[row.getValue().remaining()];
    row.getValue().duplicate().get(value);
    var record =
        new Record<>(
            executionId.getBytes(UTF_8),
            value,
            row.getAppendedAt(),
            CarriedHeaders.headers(row.getHeaders()));
    return new Arrival(
        record, row.getOffset(), row.getArrival(), row.getHeldSince(), row.getHeldUntil());
  }

  boolean isHeld() {
    return number > 0;
  }

  /** Since when it waits, ms; 0 if it does not. */
  long heldFor(long now) {
    return isHeld() ? Math.max(0, now - heldSince) : 0;
  }

  /** The same, waiting. */
  Arrival held(long place, long since, long until) {
    return new Arrival(record, offset, place, since, until);
  }

  /** The row of one that waits. */
  HeldRow row(String contentHash) {
    return HeldRow.newBuilder()
        .setContentHash(contentHash)
        .setArrival(number)
        .setHeldSince(heldSince)
        .setHeldUntil(heldUntil)
        .setAppendedAt(record.timestamp())
        .setOffset(offset)
        .setHeaders(CarriedHeaders.of(record.headers()))
        .setValue(ByteBuffer.wrap(record.value()))
        .build();
  }
}
