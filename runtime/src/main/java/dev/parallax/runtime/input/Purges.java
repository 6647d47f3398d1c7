package dev.parallax.runtime.input;

import org.apache.kafka.common.header.Headers;

/**
 * Deletions that {@code parallax execution purge} writes to topics that are compacted (X11): no
 * value, and a header of ours. They are no faults of a producer.
 */
public final class Purges {
  /** Header of such a record; its value says by whom. */
  public static final String HEADER = "parallax.purged";

  private Purges() {}

  /** Whether the record deletes what was purged, and is to be left alone. */
  public static boolean isPurge(byte[] value, Headers headers) {
    return value == null && headers.lastHeader(HEADER) != null;
  }
}
