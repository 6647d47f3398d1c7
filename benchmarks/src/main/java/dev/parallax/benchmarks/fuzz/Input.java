package dev.parallax.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A record that is fed to an app.
 *
 * @param read topic that it is read from
 * @param record as the consumer would give it; its key, value and time may be anything
 */
record Input(Read read, ConsumerRecord<byte[], byte[]> record) {
  private static final int SHOWN_BYTES = 4_096;

  /**
   * One without headers.
   *
   * @param timestamp ms since the epoch
   */
  static Input of(Read read, byte[] key, byte[] value, long timestamp) {
    return of(read, key, value, List.of(), timestamp);
  }

  private static Input of(
      Read read, byte[] key, byte[] value, List<Header> headers, long timestamp) {
    return new Input(
        read,
        new ConsumerRecord<>(
            read.topic().name(),
            0,
            0,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            new RecordHeaders(headers),
            Optional.empty()));
  }

  byte[] key() {
    return record.key();
  }

  byte[] value() {
    return record.value();
  }

  Headers headers() {
    return record.headers();
  }

  long timestamp() {
    return record.timestamp();
  }

  Input withKey(byte[] other) {
    return of(read, other, value(), List.of(headers().toArray()), timestamp());
  }

  Input withValue(byte[] other) {
    return of(read, key(), other, List.of(headers().toArray()), timestamp());
  }

  Input at(long time) {
    return of(read, key(), value(), List.of(headers().toArray()), time);
  }

  Input withHeaders(List<Header> more) {
    var all = new ArrayList<>(List.of(headers().toArray()));
    all.addAll(more);
    return of(read, key(), value(), all, timestamp());
  }

  /** All of it in hexadecimal digits, so that it can be read again; the longest parts are cut. */
  String hex() {
    var named =
        Stream.of(headers().toArray())
            .limit(20)
            .map(header -> header.key() + "=" + hex(header.value()))
            .collect(Collectors.joining(", "));
    return "topic %s%ntimestamp %d%nkey %s%nvalue %s%nheaders (%d) %s"
        .formatted(
            read.topic().name(),
            timestamp(),
            hex(key()),
            hex(value()),
            headers().toArray().length,
            named);
  }

  private static String hex(byte[] bytes) {
    if (bytes == null) {
      return "none";
    }
    var shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
    return bytes.length > SHOWN_BYTES ? shown + "... of " + bytes.length + " bytes" : shown;
  }
}
