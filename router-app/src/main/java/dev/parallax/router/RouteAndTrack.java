package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.TaskResult;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads requests and results, which share one store: an execution's row is written in the
 * transaction that sends its tasks, so that no answer can meet an unknown execution.
 *
 * <p>For every record, in this order: decode it or make it a dead letter; write it back if it is
 * not at home; compute all that follows; only then write anything.
 */
final class RouteAndTrack implements Processor<byte[], byte[], byte[], Object> {
  private static final Duration DUE_EVERY = Duration.ofMillis(100);
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

  /** Most time that a punctuator takes from the records, ns. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int DUE_BATCH = 100;
  private static final int SWEEP_BATCH = 500;

  private final RouterParts parts;
  private final Home home;
  private final String requests;
  private final RouterMeters meters;
  private final RequestReader reader;
  private final AvroDecoder<TaskResult> results;
  private final RouterParts.InputPaths paths;
  private final Encoders encoders;
  private final Answers answers = new Answers();
  private ProcessorContext<byte[], Object> context;
  private ExecutionStore executions;
  private Traffic traffic;
  private AnswerClock answered;
  private DecideRoute decide;
  private TrackExecution track;
  private List<Cancellable> punctuators = List.of();

  RouteAndTrack(RouterParts parts) {
    this.parts = parts;
    this.home = new Home(parts.config().topics().partitions());
    this.requests = parts.topics().requests().name();
    this.meters = parts.meters();
    this.reader = parts.requestReader();
    this.results = parts.codecs().decoder(TaskResult.class);
    this.paths = parts.inputPaths();
    this.encoders = parts.encoders();
  }

  @Override
  public void init(ProcessorContext<byte[], Object> initialised) {
    context = initialised;
    executions = ExecutionStore.open(context.getStateStore(ExecutionStore.NAME));
    traffic = new Traffic(context.getStateStore(Traffic.NAME), context.taskId().partition());
    answered = new AnswerClock(executions.running() > 0, context.currentSystemTimeMs());
    decide = parts.decideRoute(executions, encoders);
    track = new TrackExecution(parts.config().executions(), executions, encoders, answers, meters);
    punctuators =
        List.of(
            context.schedule(DUE_EVERY, PunctuationType.WALL_CLOCK_TIME, this::expireDue),
            context.schedule(FLUSH_EVERY, PunctuationType.WALL_CLOCK_TIME, this::flush));
  }

  /** A revived task is initialised again, and keeps the punctuators that it had. */
  @Override
  public void close() {
    punctuators.forEach(Cancellable::cancel);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    if (at.topic().equals(requests)) {
      request(record, at);
    } else {
      result(record, at);
    }
  }

  private void request(Record<byte[], byte[]> record, RecordMetadata at) {
    var from = Provenance.of(at, record.timestamp());
    // One view for all of it: what is kept of the input is what this fleet's patterns read.
    var view = parts.fleet().view();
    var kept = paths.with(view.fleet().inputPaths());
    var parsed = reader.read(record.key(), record.value(), from, record.timestamp(), kept);
    if (parsed instanceof ParsedRequest.Poison poison) {
      deadLetter(record, at, poison.reason(), poison.message());
    } else if (parsed instanceof ParsedRequest.Refused refused
        && refused.executionId().equals(from.place())) {
      // It has no identity but its place; elsewhere its place would look like one of its own.
      apply(decide.refuse(refused, view, record.timestamp(), now()));
    } else if (parsed instanceof ParsedRequest.Refused refused
        && isHome(record, at, refused.executionId(), Sinks.REQUESTS_HOME)) {
      apply(decide.refuse(refused, view, record.timestamp(), now()));
    } else if (parsed instanceof ParsedRequest.Accepted accepted
        && isHome(record, at, accepted.request().executionId(), Sinks.REQUESTS_HOME)) {
      apply(decide.accept(accepted, view, record.timestamp(), record.headers(), now()));
    }
  }

  private void result(Record<byte[], byte[]> record, RecordMetadata at) {
    answered.read(record.timestamp(), now());
    TaskResult result;
    try {
      result = results.decode(record.value());
    } catch (BadRecordException e) {
      deadLetter(record, at, DeadLetterReason.of(e.reason()), e.getMessage());
      return;
    }
    var fault = answers.fault(result);
    if (fault.isPresent()) {
      deadLetter(record, at, DeadLetterReason.INVALID, fault.get());
    } else if (isHome(record, at, result.getExecutionId(), Sinks.RESULTS_HOME)) {
      track(record, at, result);
    }
  }

  private void track(Record<byte[], byte[]> record, RecordMetadata at, TaskResult result) {
    var tracked = track.answer(result, now());
    if (tracked instanceof TrackExecution.Tracked.Counted counted) {
      apply(counted.effects());
    } else if (tracked instanceof TrackExecution.Tracked.Stray stray) {
      deadLetter(record, at, stray.reason(), stray.message());
    }
  }

  /** Whether the record is where its execution lives; if not, it is written back there, once. */
  private boolean isHome(
      Record<byte[], byte[]> record, RecordMetadata at, String executionId, String sink) {
    if (home.isHome(record, at, executionId)) {
      return true;
    }
    if (home.wasReturned(record)) {
      deadLetter(
          record,
          at,
          DeadLetterReason.INVALID,
          "it was written back to its home partition and is not there: header "
              + Home.RETURNED
              + " is the router's own; do all routers have one topics.partitions?");
      return false;
    }
    var returned = home.returned(record, at, executionId);
    if (Home.bytes(returned) > Home.MAX_RETURNED_BYTES) {
      deadLetter(
          record,
          at,
          DeadLetterReason.OVERSIZE,
          "it is too large to be written back to its home partition; key it by its execution id,"
              + " with Kafka's default partitioner");
      return false;
    }
    var effects = new Effects(now());
    effects.emit(sink, returned);
    effects.count(() -> meters.returnedHome(at.topic()));
    apply(effects);
    return false;
  }

  private void deadLetter(
      Record<byte[], byte[]> record, RecordMetadata at, DeadLetterReason reason, String message) {
    var from = Provenance.of(at, record.timestamp());
    var effects = new Effects(now());
    effects.emit(Sinks.DEAD_LETTERS, DeadLetters.letter(record, from, reason, message, now()));
    effects.count(() -> meters.deadLetter(at.topic(), reason));
    apply(effects);
  }

  private void expireDue(long now) {
    long end = System.nanoTime() + PAUSE_NANOS;
    long reached = answered.reached(now);
    do {
      var due = executions.due(reached, DUE_BATCH);
      due.forEach(id -> apply(track.expire(id, now)));
      if (due.size() < DUE_BATCH) {
        return;
      }
    } while (System.nanoTime() < end);
  }

  private void flush(long now) {
    var effects = new Effects(now);
    var reported = traffic.counts();
    for (var counts : reported) {
      effects.emit(Sinks.TRAFFIC, counts.getRegion().getBytes(UTF_8), encoders.traffic(counts));
    }
    apply(effects);
    traffic.forget(reported);
    long end = System.nanoTime() + PAUSE_NANOS;
    while (executions.sweep(now, SWEEP_BATCH) && System.nanoTime() < end) {
      // Each turn looks at the next rows.
    }
  }

  private void apply(Effects effects) {
    effects.apply(executions, traffic, context);
  }

  private long now() {
    return context.currentSystemTimeMs();
  }
}
