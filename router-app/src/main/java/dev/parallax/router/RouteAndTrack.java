package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.events.ExecutionCancellation;
import dev.parallax.events.TaskResult;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.Purges;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads requests, results and cancellations, which share one store: an execution's row is written
 * in the transaction that sends its tasks, so that no answer can meet an unknown execution.
 *
 * <p>For every record, in this order: decode it or make it a dead letter; write it back if it is
 * not at home; compute all that follows; only then write anything.
 */
final class RouteAndTrack implements Processor<byte[], byte[], byte[], Object> {
  private static final Duration FIND_EVERY = Duration.ofMillis(50);
  private static final Duration DUE_EVERY = Duration.ofMillis(100);
  private static final Duration LOSSES_EVERY = Duration.ofMillis(50);
  private static final Duration HELD_EVERY = Duration.ofMillis(50);
  private static final Duration FORGET_EVERY = Duration.ofMillis(100);
  private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);

  /** Most time that a punctuator takes from the records, ns. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** In a process that has just been started, a record takes milliseconds, too. */
  private static final long FIND_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** There is no hurry. */
  private static final long FORGET_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final int FIND_BATCH = 20;
  private static final int DUE_BATCH = 100;
  private static final int SWEEP_BATCH = 100;

  private final RouterParts parts;
  private final Home home;
  private final String requests;
  private final RouterMeters meters;
  private final ReadRequest reading;
  private final AvroDecoder<TaskResult> results;
  private final AvroDecoder<ExecutionCancellation> cancellations;
  private final Encoders encoders;
  private final LetterWriter letters;
  private final Answers answers = new Answers();
  private ProcessorContext<byte[], Object> context;
  private RouterStores stores;
  private AnswerClock answered;
  private DecideRoute decide;
  private HeldWalk heldWalk;
  private TrackExecution track;
  private LossWalk lossWalk;
  private PeerRecords peers;
  private TakenWalk takenWalk;
  private List<Cancellable> punctuators = List.of();
  private Runnable gauges = () -> {};

  RouteAndTrack(RouterParts parts) {
    this.parts = parts;
    this.home = new Home(parts.config().topics().partitions());
    this.requests = parts.topics().requests().name();
    this.meters = parts.meters();
    this.reading = parts.readRequest();
    this.letters = new LetterWriter(meters);
    this.cancellations = parts.codecs().decoder(ExecutionCancellation.class);
    this.results = parts.codecs().decoder(TaskResult.class);
    this.encoders = parts.encoders();
  }

  @Override
  public void init(ProcessorContext<byte[], Object> initialised) {
    context = initialised;
    var federation = parts.federation();
    stores = RouterStores.open(context, parts.config().executions().idempotence(), federation);
    var executions = stores.executions();
    answered = answerClock();
    decide = new DecideRoute(parts, stores, encoders);
    heldWalk = heldWalk(context.taskId().partition());
    var retries = Retries.of(parts, executions, reading, encoders);
    track =
        new TrackExecution(
            parts.config().executions(),
            stores,
            encoders,
            answers,
            retries,
            new CancelExecution(
                encoders, parts.fleet(), new ForwardWriter(federation, encoders, meters.parts())),
            federation,
            meters);
    lossWalk = lossWalk(executions);
    if (federation.isOn()) {
      beginFederated();
    }
    gauges = meters.kept(context.taskId().partition(), stores);
    punctuators =
        List.of(
            context.schedule(FIND_EVERY, PunctuationType.WALL_CLOCK_TIME, unused -> find()),
            context.schedule(DUE_EVERY, PunctuationType.WALL_CLOCK_TIME, this::expireDue),
            context.schedule(LOSSES_EVERY, PunctuationType.WALL_CLOCK_TIME, unused -> walkLosses()),
            context.schedule(HELD_EVERY, PunctuationType.WALL_CLOCK_TIME, this::decideHeld),
            context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget),
            context.schedule(FLUSH_EVERY, PunctuationType.WALL_CLOCK_TIME, this::flush));
  }

  private AnswerClock answerClock() {
    var unread =
        !stores.executions().wasEmpty() && parts.federation().isOn()
            ? parts.returned().of(context.taskId().partition())
            : Map.<String, Long>of();
    return new AnswerClock(stores.mayAwaitAnswers(), unread, now());
  }

  private HeldWalk heldWalk(int partition) {
    var again = new DecideHeld(requests, partition, stores.held(), reading, decide, letters);
    return new HeldWalk(
        stores.held(), id -> apply(again.again(id, parts.fleet().view(), now())), System::nanoTime);
  }

  private LossWalk lossWalk(ExecutionStore executions) {
    return new LossWalk(
        executions.open(),
        parts.config().regionIds(),
        parts.federation()::isElsewhere,
        parts.fleet().view().fleet(),
        new LossWalk.Fail() {
          @Override
          public void unhealthy(String id, String region) {
            apply(track.unhealthy(id, region, now()));
          }

          @Override
          public void gone(String id, OpenExecutions.Asked agent) {
            apply(
                track.event(
                    id, execution -> execution.onDisconnected(agent.agentId(), now()), now()));
          }
        },
        System::nanoTime);
  }

  private void beginFederated() {
    var take = new TakePart(parts, stores, reading, encoders);
    var follow = FollowPart.of(parts, stores.forwarded(), encoders);
    peers = new PeerRecords(parts, take, follow, answers, track::event, letters);
    takenWalk =
        new TakenWalk(
            stores.forwarded(), follow, parts.fleet().view().fleet(), this::apply, this::now);
  }

  /** Requests and answers do not wait for it: 100,000 rows take seconds after a cold start. */
  private void find() {
    long end = System.nanoTime() + FIND_NANOS;
    while (stores.executions().find(FIND_BATCH) && System.nanoTime() < end) {
      // Each turn looks at the next rows.
    }
  }

  private void walkLosses() {
    var fleet = parts.fleet().view().fleet();
    if (stores.executions().isFound()) {
      lossWalk.run(fleet);
    }
    if (takenWalk != null) {
      takenWalk.losses(fleet);
    }
  }

  /** A revived task is initialised again, and keeps the punctuators that it had. */
  @Override
  public void close() {
    punctuators.forEach(Cancellable::cancel);
    gauges.run();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (Purges.isPurge(record.value(), record.headers())) {
      return;
    }
    var at = context.recordMetadata().orElseThrow();
    if (at.topic().equals(requests)) {
      request(record, at);
    } else if (at.topic().equals(parts.topics().cancellations().name())) {
      cancellation(record, at);
    } else if (peers != null && peers.reads(at.topic())) {
      answered.returned(at.topic(), at.offset(), now());
      apply(peers.of(record, at, now()));
    } else {
      result(record, at);
    }
  }

  private void request(Record<byte[], byte[]> record, RecordMetadata at) {
    var from = Provenance.of(at, record.timestamp());
    // One view for all of it: what is kept of the input is what this fleet's patterns read.
    var view = parts.fleet().view();
    var parsed = reading.read(record, from, view);
    if (parsed instanceof ParsedRequest.Poison poison) {
      deadLetter(record, at, poison.reason(), poison.message());
    } else if (parsed instanceof ParsedRequest.Refused refused
        && refused.executionId().equals(from.place())) {
      // It has no identity but its place; elsewhere its place would look like one of its own.
      apply(decide.refuse(refused, view, Arrival.of(record, at), now()));
    } else if (parsed instanceof ParsedRequest.Refused refused
        && isHome(record, at, refused.executionId(), Sinks.REQUESTS_HOME)) {
      apply(decide.refuse(refused, view, Arrival.of(record, at), now()));
    } else if (parsed instanceof ParsedRequest.Accepted accepted
        && isHome(record, at, accepted.request().executionId(), Sinks.REQUESTS_HOME)) {
      apply(decide.accept(accepted, view, Arrival.of(record, at), now()));
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
    var fault = answers.fault(result.getExecutionId());
    if (fault.isPresent()) {
      deadLetter(record, at, DeadLetterReason.INVALID, fault.get());
    } else if (isHome(record, at, result.getExecutionId(), Sinks.RESULTS_HOME)) {
      answer(record, at, result, now());
    }
  }

  /** One id may be that of an execution here and of another control plane's: each gets it. */
  private void answer(
      Record<byte[], byte[]> record, RecordMetadata at, TaskResult result, long now) {
    var forPeer = Optional.ofNullable(peers).flatMap(known -> known.answer(result, now));
    if (forPeer.isEmpty()) {
      take(record, at, track.answer(result, now));
      return;
    }
    var own = track.answerIfAsked(result, now);
    apply(forPeer.get());
    own.ifPresent(this::apply);
  }

  private void cancellation(Record<byte[], byte[]> record, RecordMetadata at) {
    ExecutionCancellation asked;
    try {
      asked = cancellations.decode(record.value());
    } catch (BadRecordException e) {
      deadLetter(record, at, DeadLetterReason.of(e.reason()), e.getMessage());
      return;
    }
    var fault = answers.fault(asked.getExecutionId());
    if (fault.isPresent()) {
      deadLetter(record, at, DeadLetterReason.INVALID, fault.get());
    } else if (isHome(record, at, asked.getExecutionId(), Sinks.CANCELLATIONS_HOME)) {
      take(record, at, track.cancel(asked, now()));
    }
  }

  private void take(
      Record<byte[], byte[]> record, RecordMetadata at, TrackExecution.Tracked tracked) {
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
    apply(letters.of(record, from, reason, message, now()));
  }

  private void expireDue(long now) {
    long end = System.nanoTime() + PAUSE_NANOS;
    long reached = answered.reached(now);
    BooleanSupplier more = () -> System.nanoTime() < end;
    List<String> due;
    do {
      due = stores.executions().due(reached, DUE_BATCH);
      due.forEach(id -> apply(track.expire(id, now)));
    } while (due.size() == DUE_BATCH && more.getAsBoolean());
    if (takenWalk != null) {
      takenWalk.expire(reached, more);
    }
  }

  private void decideHeld(long now) {
    heldWalk.run(parts.fleet().view().fleet().admissionVersion(), now);
  }

  private void flush(long now) {
    var effects = new Effects(now);
    var reported = stores.traffic().counts();
    for (var counts : reported) {
      effects.emit(Sinks.TRAFFIC, counts.getRegion().getBytes(UTF_8), encoders.traffic(counts));
    }
    apply(effects);
    stores.traffic().forget(reported);
  }

  private void forget(long now) {
    long end = System.nanoTime() + FORGET_NANOS;
    while (stores.executions().sweep(now, SWEEP_BATCH) && System.nanoTime() < end) {
      // Each turn looks at the next rows.
    }
    if (takenWalk != null) {
      takenWalk.forget(now, () -> System.nanoTime() < end);
    }
  }

  private void apply(Effects effects) {
    effects.apply(stores, context);
  }

  private long now() {
    return context.currentSystemTimeMs();
  }
}
