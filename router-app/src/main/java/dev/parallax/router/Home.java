package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.schemas.TopicCatalogue;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where a record belongs: key = its execution id, partition = murmur2(key) mod n, so that request,
 * results and row of an execution meet in one task whatever partitioner the producer used.
 *
 * @param partitions partitions of the input topics
 */
record Home(int partitions) {
  /** Marks a record that was written back once; its value says from where. */
  static final String RETURNED = "parallax.returned-from";

  /** What a record may take that is written back: the topic's limit, less room for its batch. */
  static final int MAX_RETURNED_BYTES = TopicCatalogue.INPUT_BYTES - 1_024;

  boolean isHome(Record<byte[], byte[]> record, RecordMetadata at, String executionId) {
    var key = executionId.getBytes(UTF_8);
    return Arrays.equals(key, record.key()) && at.partition() == partitionOf(key);
  }

  boolean wasReturned(Record<byte[], byte[]> record) {
    return record.headers().lastHeader(RETURNED) != null;
  }

  /** The record as it is to be written back. */
  Record<byte[], byte[]> returned(
      Record<byte[], byte[]> record, RecordMetadata at, String executionId) {
    var headers = new RecordHeaders(record.headers());
    headers.add(RETURNED, (at.topic() + "-" + at.partition() + "-" + at.offset()).getBytes(UTF_8));
    return record.withKey(executionId.getBytes(UTF_8)).withHeaders(headers);
  }

  /** About what the record takes on its topic, uncompressed. */
  static long bytes(Record<byte[], byte[]> record) {
    long bytes = (long) record.key().length + record.value().length;
    for (var header : record.headers()) {
      bytes +=
          16L + 3L * header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }

  private int partitionOf(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
