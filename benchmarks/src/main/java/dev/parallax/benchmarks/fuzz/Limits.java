package dev.parallax.benchmarks.fuzz;

import dev.parallax.schemas.TopicSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.test.TestRecord;

/**
 * What a producer or a broker would refuse. An app whose record is refused ends, and meets the same
 * input when it starts again.
 */
final class Limits {
  private static final int MAX_REQUEST_BYTES = 1_048_576;
  private static final int MAX_MESSAGE_BYTES = 1_048_588;

  /** The broker's own bound, of topics whose times the producer sets. */
  static final long AHEAD_MS = 3_600_000;

  private final int maxRequestBytes;
  private final Map<String, Integer> maxMessageBytes = new HashMap<>();
  private final Map<String, Boolean> appendTime = new HashMap<>();

  /**
   * @param topics that the app may write
   * @param applicationId with which the names of changelogs begin
   */
  Limits(AppTopology app, List<TopicSpec> topics, String applicationId) {
    var configured =
        app.properties().get(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
    this.maxRequestBytes = configured == null ? MAX_REQUEST_BYTES : (Integer) configured;
    for (var topic : topics) {
      put(topic.name(), topic.config());
    }
    for (var store : app.stores()) {
      put(applicationId + "-" + store.name() + "-changelog", store.logConfig());
    }
  }

  private void put(String topic, Map<String, String> config) {
    var bytes = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    maxMessageBytes.put(topic, bytes == null ? MAX_MESSAGE_BYTES : Integer.parseInt(bytes));
    appendTime.put(
        topic, "LogAppendTime".equals(config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)));
  }

  /** Whether a record can be read from its topic at all: what is longer was never appended. */
  boolean isAppended(Input input) {
    int bytes = bytes(input.key(), input.value(), input.headers());
    return bytes <= most(input.read().topic().name());
  }

  /**
   * Why a record that the app wrote would be refused; empty if it would not.
   *
   * @param incompressible whether its input came through without compression: so would worse
   */
  Optional<String> refusal(
      String topic, TestRecord<byte[], byte[]> record, long now, boolean incompressible) {
    int bytes = bytes(record.key(), record.value(), record.headers());
    if (bytes > maxRequestBytes) {
      return Optional.of(
          "%s: %d bytes, max.request.size is %d".formatted(topic, bytes, maxRequestBytes));
    }
    int most = most(topic);
    if (bytes > most && (incompressible || deflated(record.value()) > most)) {
      return Optional.of("%s: %d bytes, max.message.bytes is %d".formatted(topic, bytes, most));
    }
    return record.timestamp() > now + AHEAD_MS && !appendTime.getOrDefault(topic, false)
        ? Optional.of("%s: timestamp %d is too far ahead".formatted(topic, record.timestamp()))
        : Optional.empty();
  }

  private int most(String topic) {
    return maxMessageBytes.getOrDefault(topic, MAX_MESSAGE_BYTES);
  }

  private static int bytes(
      byte[] key, byte[] value, org.apache.kafka.common.header.Headers headers) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.LZ4, key, value, headers.toArray());
  }

  private static int deflated(byte[] value) {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(value);
      deflater.finish();
      var buffer = new byte[64 * 1024];
      int bytes = 0;
      while (!deflater.finished()) {
        bytes += deflater.deflate(buffer);
      }
      return bytes;
    } finally {
      deflater.end();
    }
  }
}
