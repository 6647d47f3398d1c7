package dev.parallax.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * These bytes are not the record that was expected, and never will be: a dead letter. A registry
 * that cannot be reached is a {@link RegistryException}.
 */
public final class BadRecordException extends SerializationException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes. */
  public enum Reason {
    /** There is no value: null. */
    NO_VALUE,
    /** Shorter than the five bytes of the wire format's header. */
    TOO_SHORT,
    /** The first byte is not 0. */
    WRONG_MAGIC,
    /** The registry knows no usable Avro schema with this id. */
    UNKNOWN_SCHEMA,
    /** The schema is of another record, or cannot be read as this one. */
    WRONG_SCHEMA,
    /** The bytes end within the record, or a length in them reaches beyond their end. */
    TRUNCATED,
    /** Bytes follow the record. */
    TRAILING_BYTES,
    /** The bytes contradict their schema. */
    MALFORMED
  }

  private final Reason reason;

  BadRecordException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  BadRecordException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong with the bytes. */
  public Reason reason() {
    return reason;
  }
}
