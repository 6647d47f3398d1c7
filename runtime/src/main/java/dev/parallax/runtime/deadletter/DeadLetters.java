package dev.parallax.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Builds dead letters: key and value as read, cut so that no dead letter can be too large to be
 * written, and headers that say why and from where. What is cut keeps its length and its hash.
 */
public final class DeadLetters {

  /** Longest value of a dead letter, in bytes. */
  public static final int MAX_VALUE_BYTES = 512 * 1024;

  /** Longest key of a dead letter, in bytes. */
  public static final int MAX_KEY_BYTES = 64 * 1024;

  /** Most bytes of names and values of the record's own headers that are kept. */
  public static final int MAX_HEADER_BYTES = 64 * 1024;

  /** Longest message, in characters. */
  public static final int MAX_MESSAGE_CHARS = 1_000;

  private static final String PREFIX = "parallax.dead-letter.";

  /** Header: name of the {@link DeadLetterReason}. */
  public static final String REASON = PREFIX + "reason";

  /** Header: one sentence for people. */
  public static final String MESSAGE = PREFIX + "message";

  /** Header: topic of the record. */
  public static final String TOPIC = PREFIX + "topic";

  /** Header: partition of the record, decimal text. */
  public static final String PARTITION = PREFIX + "partition";

  /** Header: offset of the record, decimal text. */
  public static final String OFFSET = PREFIX + "offset";

  /** Header: timestamp of the record in ms since the epoch (UTC), decimal text. */
  public static final String TIMESTAMP = PREFIX + "timestamp";

  /** Header: length in bytes of the value before it was cut, decimal text. Absent if it was not. */
  public static final String ORIGINAL_LENGTH = PREFIX + "original-length";

  /** Header: SHA-256 in hex of the value before it was cut. Absent if it was not. */
  public static final String SHA256 = PREFIX + "sha256";

  /** Header: length in bytes of the key before it was cut, decimal text. Absent if it was not. */
  public static final String KEY_ORIGINAL_LENGTH = PREFIX + "key-original-length";

  /** Header: number of the record's own headers that did not fit. Absent if all did. */
  public static final String HEADERS_DROPPED = PREFIX + "headers-dropped";

  private DeadLetters() {}

  /**
   * A dead letter of a record that a processor read.
   *
   * @param record as read; its own {@code parallax.dead-letter.*} headers give way to ours
   * @param from where it was read
   * @param now timestamp of the dead letter: the record's own may be one the broker refuses
   */
  public static Record<byte[], byte[]> letter(
      Record<byte[], byte[]> record,
      Provenance from,
      DeadLetterReason reason,
      String message,
      long now) {
    var headers = keep(record.headers());
    put(headers, REASON, reason.name());
    put(headers, MESSAGE, shortened(message));
    put(headers, TOPIC, from.topic());
    put(headers, PARTITION, from.partition());
    put(headers, OFFSET, from.offset());
    put(headers, TIMESTAMP, from.timestamp());
    return new Record<>(key(record.key(), headers), value(record.value(), headers), now, headers);
  }

  private static byte[] key(byte[] key, Headers headers) {
    if (key == null || key.length <= MAX_KEY_BYTES) {
      return key;
    }
    put(headers, KEY_ORIGINAL_LENGTH, key.length);
    return Arrays.copyOf(key, MAX_KEY_BYTES);
  }

  private static byte[] value(byte[] value, Headers headers) {
    if (value == null || value.length <= MAX_VALUE_BYTES) {
      return value;
    }
    put(headers, ORIGINAL_LENGTH, value.length);
    put(headers, SHA256, HexFormat.of().formatHex(sha256().digest(value)));
    return Arrays.copyOf(value, MAX_VALUE_BYTES);
  }

  /** The record's own headers in their order, up to the bound. */
  private static RecordHeaders keep(Headers headers) {
    var kept = new RecordHeaders();
    int room = MAX_HEADER_BYTES;
    int dropped = 0;
    for (Header header : headers) {
      int size = header.key().length() + (header.value() == null ? 0 : header.value().length);
      if (header.key().startsWith(PREFIX)) {
        continue;
      }
      if (size > room) {
        dropped++;
        continue;
      }
      room -= size;
      kept.add(header);
    }
    if (dropped > 0) {
      put(kept, HEADERS_DROPPED, dropped);
    }
    return kept;
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + "...";
  }

  private static void put(Headers headers, String name, Object value) {
    headers.add(name, value.toString().getBytes(UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
