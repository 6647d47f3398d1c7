package dev.parallax.replicator.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.PatternPublication;
import dev.parallax.events.PublicationKind;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;

/** Reads what regions say of publications; what is no use becomes a dead letter. For one thread. */
final class ReadPublication {
  private static final String ID = "[A-Za-z0-9-]{1,64}";

  private final String topic;
  private final AvroDecoder<PatternPublication> decoder;
  private final ReadPattern patterns;

  /** What one record is. */
  sealed interface Input {}

  /** A region said this. */
  record Said(PatternPublication publication) implements Input {}

  /** Of no use, and why. */
  record Dead(DeadLetterReason reason, String message) implements Input {}

  /**
   * A reader.
   *
   * @param topic that regions write publications to
   */
  ReadPublication(String topic, AvroDecoder<PatternPublication> decoder, ReadPattern patterns) {
    this.topic = topic;
    this.decoder = decoder;
    this.patterns = patterns;
  }

  /**
   * What this record is.
   *
   * @param source the region whose topic it was read from, or a copy of it
   * @param at when it was appended there, ms since the epoch
   * @throws dev.parallax.runtime.fault.KnownFault if ids of schemas mean different things in that
   *     region and here, so that it is not known (P6)
   */
  Input read(String source, byte[] key, byte[] value, long at) {
    if (key == null) {
      return new Dead(DeadLetterReason.NO_KEY, "a publication's key is the name of its pattern");
    }
    try {
      var publication = decoder.decode(value);
      require(new String(key, UTF_8), source, publication);
      publication.setAt(at);
      return new Said(publication);
    } catch (BadRecordException e) {
      patterns.requireHopeless(source, topic, value, e);
      return new Dead(DeadLetterReason.of(e.reason()), e.getMessage());
    } catch (IllegalArgumentException e) {
      return new Dead(DeadLetterReason.INVALID, e.getMessage());
    }
  }

  private void require(String key, String source, PatternPublication said) {
    require(
        key.equals(said.getName()), "its key is " + key + ", but it is about " + said.getName());
    require(
        source.equals(said.getRegion()),
        said.getRegion() + " is said to say it, but it was read from " + source);
    require(said.getId().matches(ID), "its id is none: 1 to 64 of letters, digits and '-'");
    require(said.getKind() != PublicationKind.UNKNOWN, "this version does not know what it says");
    if (said.getKind() == PublicationKind.PROPOSE) {
      require(said.getDefinition() != null, "it proposes nothing");
      var bytes = new byte[said.getDefinition().remaining()];
      said.getDefinition().duplicate().get(bytes);
      if (patterns.read(source, key.getBytes(UTF_8), bytes) instanceof ReadPattern.Dead dead) {
        throw new IllegalArgumentException("what it proposes is no pattern: " + dead.message());
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
