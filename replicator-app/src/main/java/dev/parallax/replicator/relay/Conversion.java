package dev.parallax.replicator.relay;

import dev.parallax.events.ExecutionOutcome;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.Purges;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.BadRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What becomes of a record of the outcomes topic. Every outcome is encoded anew, so that nothing
 * goes with it that this version does not know and so could not remove. For one thread.
 */
final class Conversion {
  private final Lane lane;
  private final AvroDecoder<ExecutionOutcome> decoder;
  private final AvroEncoder<ExecutionOutcome> encoder;

  Conversion(Lane lane, AvroCodecs codecs) {
    this.lane = lane;
    this.decoder = codecs.decoder(ExecutionOutcome.class);
    this.encoder = codecs.encoder(lane.target().name(), ExecutionOutcome.class);
  }

  /**
   * @throws dev.parallax.schemas.RegistryException if the registry did not say what the record is
   */
  Outgoing of(ConsumerRecord<byte[], byte[]> record) {
    if (Purges.isPurge(record.value(), record.headers())) {
      return atOnce(record, to(record, null, purgeOnly(record.headers())), false);
    }
    if (record.key() == null) {
      return letter(record, DeadLetterReason.NO_KEY, "an outcome without its execution as key");
    }
    try {
      return outcome(record, decoder.decode(record.value()));
    } catch (BadRecordException e) {
      return letter(record, DeadLetterReason.of(e.reason()), e.getMessage());
    }
  }

  /**
   * It happened when the broker appended it, or when the router says, if that is later: the
   * router's clock may make it late, but never early (P4).
   */
  private Outgoing outcome(ConsumerRecord<byte[], byte[]> record, ExecutionOutcome outcome) {
    long happenedAt = Math.max(record.timestamp(), outcome.getCompletedAt());
    // The caller's headers may hold anything.
    var headers = Redaction.isFree(outcome) ? record.headers() : new RecordHeaders();
    return new Outgoing(
        source(record),
        next(record),
        happenedAt,
        lane.isDelayed() ? happenedAt + lane.delay().toMillis() : 0,
        to(record, encoder.encode(Redaction.of(outcome)), headers),
        false);
  }

  /** A delayed record has the time at which it is written, others keep theirs. */
  private ProducerRecord<byte[], byte[]> to(
      ConsumerRecord<byte[], byte[]> record, byte[] value, Headers headers) {
    return new ProducerRecord<>(
        lane.target().name(),
        record.partition(),
        lane.isDelayed() ? null : Long.valueOf(Math.max(0, record.timestamp())),
        record.key(),
        value,
        headers);
  }

  private Outgoing letter(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String message) {
    var from =
        new Provenance(record.topic(), record.partition(), record.offset(), record.timestamp());
    var read =
        new Record<>(
            record.key(), record.value(), Math.max(0, record.timestamp()), record.headers());
    var letter = DeadLetters.letter(read, from, reason, message, read.timestamp());
    return atOnce(
        record,
        new ProducerRecord<>(
            lane.deadLetters().name(), null, null, letter.key(), letter.value(), letter.headers()),
        true);
  }

  private static Outgoing atOnce(
      ConsumerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> to, boolean letter) {
    return new Outgoing(source(record), next(record), record.timestamp(), 0, to, letter);
  }

  private static Headers purgeOnly(Headers headers) {
    var kept = new RecordHeaders();
    kept.add(headers.lastHeader(Purges.HEADER));
    return kept;
  }

  private static TopicPartition source(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private static OffsetAndMetadata next(ConsumerRecord<byte[], byte[]> record) {
    return new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), "");
  }
}
