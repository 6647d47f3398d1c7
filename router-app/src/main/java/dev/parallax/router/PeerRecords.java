package dev.parallax.router;

import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Step;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.ReturnedPart;
import dev.parallax.events.TaskResult;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.federation.Seals.Verdict;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The records of other regions' control planes: parts that they forward here, and what became of
 * parts that were forwarded there (P7). One that is not known to be the region's own, or says of
 * itself what cannot be, is a dead letter.
 */
final class PeerRecords {
  private final Federation federation;
  private final Home home;
  private final TakePart take;
  private final FollowPart taken;
  private final Answers answers;
  private final ReturnedSteps returned;
  private final Follow follow;
  private final LetterWriter letters;
  private final AvroDecoder<ForwardedPart> parts;
  private final AvroDecoder<ReturnedPart> returns;
  private final Map<String, Origin> forwardedFrom = new HashMap<>();
  private final Map<String, Origin> returnedFrom = new HashMap<>();

  /** What an event does to an execution of this control plane. */
  interface Follow {
    Effects event(String executionId, Function<Execution, Step> event, long now);
  }

  /** Which region's topic a copy is of. */
  private record Origin(String region, String topic) {}

  PeerRecords(
      RouterParts routerParts,
      TakePart take,
      FollowPart taken,
      Answers answers,
      Follow follow,
      LetterWriter letters) {
    this.federation = routerParts.federation();
    this.home = new Home(routerParts.config().topics().partitions());
    this.take = take;
    this.taken = taken;
    this.answers = answers;
    this.returned = new ReturnedSteps(answers);
    this.follow = follow;
    this.letters = letters;
    this.parts = routerParts.codecs().decoder(ForwardedPart.class);
    this.returns = routerParts.codecs().decoder(ReturnedPart.class);
    var topics = routerParts.topics();
    for (var peer : federation.others()) {
      var forward = topics.forward(federation.here());
      forwardedFrom.put(topics.copy(peer, forward).name(), new Origin(peer, forward.name()));
      var back = topics.returned(federation.here());
      returnedFrom.put(topics.copy(peer, back).name(), new Origin(peer, back.name()));
    }
  }

  /** Whether records of this topic are for {@link #of}. */
  boolean reads(String topic) {
    return forwardedFrom.containsKey(topic) || returnedFrom.containsKey(topic);
  }

  /** What a record of them leads to. */
  Effects of(Record<byte[], byte[]> record, RecordMetadata at, long now) {
    var part = forwardedFrom.get(at.topic());
    try {
      return part == null
          ? returned(record, at, returnedFrom.get(at.topic()), now)
          : forwarded(record, at, part, now);
    } catch (BadRecordException e) {
      return letter(record, at, DeadLetterReason.of(e.reason()), e.getMessage(), now);
    }
  }

  /** An agent's answer, if a part that was forwarded here asked for it. */
  Optional<Effects> answer(TaskResult result, long now) {
    return taken.answer(result, now);
  }

  private Effects forwarded(
      Record<byte[], byte[]> record, RecordMetadata at, Origin from, long now) {
    var part = parts.decode(record.value());
    return ifSound(
        PartFaults.of(part, from.region()),
        part.getExecutionId(),
        new Copied(record, at, from, now),
        () ->
            part.getKind() == PartKind.CANCEL
                ? taken.cancel(part, now)
                : take.of(part, record.headers(), now));
  }

  private Effects returned(
      Record<byte[], byte[]> record, RecordMetadata at, Origin from, long now) {
    var part = returns.decode(record.value());
    return ifSound(
        PartFaults.of(part, from.region()),
        part.getExecutionId(),
        new Copied(record, at, from, now),
        () ->
            follow.event(
                part.getExecutionId(), execution -> returned.of(part, execution, now), now));
  }

  /** A record as it was read, and whose topic it is a copy of. */
  private record Copied(Record<byte[], byte[]> record, RecordMetadata at, Origin from, long now) {}

  /** What it leads to if it is where it belongs, well made and the region's own. */
  private Effects ifSound(
      Optional<String> fault, String executionId, Copied copied, Supplier<Effects> then) {
    var record = copied.record();
    var why = fault.or(() -> misplaced(record, copied.at(), executionId));
    if (why.isPresent()) {
      return letter(record, copied.at(), DeadLetterReason.INVALID, why.get(), copied.now());
    }
    return genuine(record, copied.from())
        .map(not -> letter(record, copied.at(), DeadLetterReason.NOT_GENUINE, not, copied.now()))
        .orElseGet(then);
  }

  private Optional<String> misplaced(
      Record<byte[], byte[]> record, RecordMetadata at, String executionId) {
    var fault = answers.fault(executionId);
    if (fault.isPresent()) {
      return fault;
    }
    return home.isHome(record, at, executionId)
        ? Optional.empty()
        : Optional.of(
            "it is not where its execution lives: do all regions have one topics.partitions?");
  }

  private Optional<String> genuine(Record<byte[], byte[]> record, Origin from) {
    var verdict =
        federation
            .seals()
            .check(record.headers(), from.region(), from.topic(), record.key(), record.value());
    return verdict == Verdict.GENUINE
        ? Optional.empty()
        : Optional.of(
            "its seal of %s is %s: do both regions have the same authSecret for each other?"
                .formatted(from.region(), verdict));
  }

  private Effects letter(
      Record<byte[], byte[]> record,
      RecordMetadata at,
      DeadLetterReason reason,
      String message,
      long now) {
    return letters.of(record, Provenance.of(at, record.timestamp()), reason, message, now);
  }
}
