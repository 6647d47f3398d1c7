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
  private final AvroDecoder<PatternDefinition> decoder;

  /** What one record is. */
  sealed interface Input {}

  /** A document, or the marker of a deletion. */
  record Known(String name, PatternDefinition definition, Revision revision) implements Input {}

  /** The topic says nothing of the name any more. */
  record Gone(String name) implements Input {}

  /** Of no use, and why. */
  record Dead(DeadLetterReason reason, String message) implements Input {}

  ReadPattern(AvroDecoder<PatternDefinition> decoder) {
    this.decoder = decoder;
  }

  /** What this record is. */
  Input read(byte[] key, byte[] value) {
    if (key == null) {
      return new Dead(DeadLetterReason.NO_KEY, "a pattern's key is its name");
    }
    var name = new String(key, UTF_8);
    if (value == null) {
      return new Gone(name);
    }
    try {
      return known(name, decoder.decode(value));
    } catch (BadRecordException e) {
      return new Dead(DeadLetterReason.of(e.reason()), e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Dead(DeadLetterReason.INVALID, e.getMessage());
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
    if (!definition.getDeleted()) {
      PatternMapping.pattern(definition);
    }
    return new Known(name, definition, PatternRevisions.of(definition));
  }
}
