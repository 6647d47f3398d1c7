package dev.parallax.router;

import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest.Poison;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes dead letters of what cannot be read.
 *
 * @param meters count them
 */
record LetterWriter(RouterMeters meters) {

  Effects of(
      Record<byte[], byte[]> record,
      Provenance from,
      DeadLetterReason reason,
      String message,
      long now) {
    var effects = new Effects(now);
    effects.emit(Sinks.DEAD_LETTERS, DeadLetters.letter(record, from, reason, message, now));
    effects.count(
        () -> {
          meters.deadLetter(from.topic(), reason);
          ExecutionLog.deadLetter(record.key(), from, reason, message);
        });
    return effects;
  }

  Effects of(Record<byte[], byte[]> record, Provenance from, Poison poison, long now) {
    return of(record, from, poison.reason(), poison.message(), now);
  }
}
