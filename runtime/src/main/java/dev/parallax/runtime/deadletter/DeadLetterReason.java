package dev.parallax.runtime.deadletter;

import dev.parallax.schemas.BadRecordException;

/** Why a record became a dead letter; a closed list, so that it can be a metric's label. */
public enum DeadLetterReason {
  /** The record has no value where one is needed. */
  NO_VALUE,
  /** The record has no key where the key is its identity. */
  NO_KEY,
  /** Neither the Confluent wire format nor, where that is allowed, JSON. */
  UNREADABLE,
  /** The schema id is not one the registry knows. */
  UNKNOWN_SCHEMA,
  /** A readable record of another type than the topic's. */
  WRONG_RECORD,
  /** Readable, but its fields contradict each other or their ranges. */
  INVALID,
  /** It names a region that the configuration does not define. */
  UNKNOWN_REGION,
  /** Larger than what may be processed. */
  OVERSIZE,
  /**
   * A result or a cancellation of an execution that is not known: never requested, or ended too
   * long ago.
   */
  UNKNOWN_EXECUTION,
  /** A result of an agent that was not asked (X12). */
  NOT_ASKED,
  /** A record of another region's control plane that is not known to be its own (P7). */
  NOT_GENUINE,
  /** A cancellation of an execution that has its outcome (X10). */
  ENDED;

  /** The reason of a record that does not decode. */
  public static DeadLetterReason of(BadRecordException.Reason reason) {
    return switch (reason) {
      case NO_VALUE -> NO_VALUE;
      case UNKNOWN_SCHEMA -> UNKNOWN_SCHEMA;
      case WRONG_SCHEMA -> WRONG_RECORD;
      case TOO_SHORT, WRONG_MAGIC, TRUNCATED, TRAILING_BYTES, MALFORMED -> UNREADABLE;
    };
  }
}
