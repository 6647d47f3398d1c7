package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.pattern.Revision;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.mapping.PatternMapping;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;

/** Reads records of patterns; what is no use becomes a dead letter. For one thread. */
final class ReadPattern {
  /** No request can name a longer one (see docs/security.md). */
  private static final int LONGEST_NAME = 256;

  /**
   * A value that came compressed may be longer than what is written of it again: the stores of the
   * view and its topic take 1 MiB, key and all.
   */
  static final int MOST_BYTES = 1_000_000;

  private final String region;
  private final String topic;
  private final AvroDecoder<PatternDefinition> decoder;
  private final SchemaCheck schemas;

  /** What one record is. */
  sealed interface Input {}

  /** A document, or the marker of a deletion. */
  record Known(String name, PatternDefinition definition, Revision revision) implements Input {}

  /** The topic says nothing of the name any more. */
  record Gone(String name) implements Input {}

  /** Of no use, and why. */
  record Dead(DeadLetterReason reason, String message) implements Input {}

  /**
   * A reader.
   *
   * @param region whose registry the decoder asks
   * @param topic that regions write patterns to
   */
  ReadPattern(
      String region, String topic, AvroDecoder<PatternDefinition> decoder, SchemaCheck schemas) {
    this.region = region;
    this.topic = topic;
    this.decoder = decoder;
    this.schemas = schemas;
  }

  /**
   * What this record is.
   *
   * @param source region that wrote it
   * @throws dev.parallax.runtime.fault.KnownFault if ids of schemas mean different things in that
   *     region and here, so that it is not known (P6)
   */
  Input read(String source, byte[] key, byte[] value) {
    if (key == null) {
      return new Dead(DeadLetterReason.NO_KEY, "a pattern's key is its name");
    }
    var name = new String(key, UTF_8);
    if (value == null) {
      return new Gone(name);
    }
    if (value.length > MOST_BYTES) {
      return new Dead(
          DeadLetterReason.OVERSIZE,
          "it has %d bytes, and a pattern may have %d".formatted(value.length, MOST_BYTES));
    }
    try {
      return known(name, decoder.decode(value));
    } catch (BadRecordException e) {
      requireHopeless(source, topic, value, e);
      return new Dead(DeadLetterReason.of(e.reason()), e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Dead(DeadLetterReason.INVALID, e.getMessage());
    }
  }

  /** Passes a record that cannot be read and never will be; else throws as {@link #read} does. */
  void requireHopeless(
      String source, String writtenTo, byte[] value, BadRecordException unreadable) {
    if (!source.equals(region)) {
      schemas.requireHopeless(source, writtenTo, value, unreadable);
    }
  }

  /** The revision of a record that was read here before. */
  Revision revision(byte[] value) {
    return PatternRevisions.of(decoder.decode(value));
  }

  /** What routers could not use must not take the place of what they can. */
  private static Known known(String name, PatternDefinition definition) {
    if (!name.equals(definition.getName())) {
      throw new IllegalArgumentException(
          "its key is " + name + ", but it is about " + definition.getName());
    }
    if (name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "its name has %d characters, and may have %d".formatted(name.length(), LONGEST_NAME));
    }
    if (!definition.getDeleted()) {
      PatternMapping.pattern(definition);
    }
    return new Known(name, definition, PatternRevisions.of(definition));
  }
}
