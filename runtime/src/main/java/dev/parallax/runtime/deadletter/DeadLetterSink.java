package dev.parallax.runtime.deadletter;

import dev.parallax.runtime.ops.Meters;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where one processor puts the records that it cannot use.
 *
 * @param sink name of the sink of dead letters
 * @param context of the processor, which is working on the record
 * @param meters count them
 */
public record DeadLetterSink(String sink, ProcessorContext<byte[], byte[]> context, Meters meters) {

  /** The record in hand is written there, with why. */
  public void put(Record<byte[], byte[]> record, DeadLetterReason reason, String message) {
    var at = context.recordMetadata().orElseThrow();
    context.forward(
        DeadLetters.letter(
            record,
            Provenance.of(at, record.timestamp()),
            reason,
            message,
            context.currentSystemTimeMs()),
        sink);
    meters.deadLetters(at.topic(), reason).increment();
  }
}
