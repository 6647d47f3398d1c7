package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.federation.FederatedChanges;
import dev.parallax.core.federation.FederatedRegions;
import dev.parallax.core.health.BrokerClock;
import dev.parallax.events.FailoverBallot;
import dev.parallax.events.RegionSummary;
import dev.parallax.runtime.deadletter.DeadLetterSink;
import dev.parallax.runtime.ops.RegionMeters;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Judges every region as the control plane of one of them, together with those of the others (F8):
 * by its own probes and what the others tell, and moves work as they agree. What a look leads to is
 * one transaction: the rows of the stores, the ballot among them, what is said and told to the
 * other regions, the state of every region that changed, and what happened. So nothing follows from
 * a ballot that is not stored.
 */
final class JudgeTogether implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** A stream thread that is away for longer was suspended, or had no records to read. */
  private static final long LONGEST_STEP_MS = 5_000;

  private final HealthParts parts;
  private final RegionPlan plan;
  private final String region;
  private final PeerTopics copies;
  private final RegionInputs inputs;
  private final PeerInputs peers;
  private final RegionTelling telling;
  private final Complaints complaints;
  private final AvroEncoder<RegionSummary> summaries;
  private final AvroEncoder<FailoverBallot> ballots;
  private final AvroDecoder<FailoverBallot> ballotReader;
  private final BallotRecords ballotRecords;
  private ProcessorContext<byte[], byte[]> context;
  private RegionStore watches;
  private FailoverStore healths;
  private AgreementStore agreement;
  private FederatedRegions regions;
  private BrokerClock clock;
  private DeadLetterSink deadLetters;
  private RegionMeters meters;

  JudgeTogether(HealthParts parts) {
    this.parts = parts;
    this.plan = RegionPlan.of(parts.config());
    this.region = parts.ownRegion().orElseThrow();
    this.copies = PeerTopics.of(parts);
    this.inputs = new RegionInputs(parts.topics(), parts.codecs(), plan.regions(), List.of(region));
    this.peers = new PeerInputs(parts);
    this.telling = new RegionTelling(parts);
    this.complaints = new Complaints(parts.meters());
    this.summaries = parts.codecs().encoder(parts.topics().summaries().name(), RegionSummary.class);
    this.ballots = parts.codecs().encoder(parts.topics().ballots().name(), FailoverBallot.class);
    this.ballotRecords = new BallotRecords(parts.formats());
    this.ballotReader = parts.codecs().decoder(FailoverBallot.class);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    watches = new RegionStore(context.getStateStore(RegionStore.NAME));
    healths = new FailoverStore(context.getStateStore(FailoverStore.NAME));
    agreement = new AgreementStore(context.getStateStore(AgreementStore.NAME));
    deadLetters = new DeadLetterSink(Sinks.DEAD_EVIDENCE, context, parts.meters());
    regions =
        new FederatedRegions(
            plan,
            RegionMemory.of(plan.regions(), watches, healths),
            agreement.memory(region, ballotReader, parts.formats(), now()),
            parts.formats().newest(),
            () -> parts.census().workforce(region),
            now());
    clock = new BrokerClock(regions.newestHeardAt(), now(), LONGEST_STEP_MS);
    meters = parts.meters().regions();
    show(now());
    parts.written().begin();
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    var topic = context.recordMetadata().orElseThrow().topic();
    var copy = copies.find(topic);
    if (copy.isPresent()) {
      hear(copy.get(), record, now());
    } else {
      clock.read(record.timestamp(), now());
      take(topic, record, now());
    }
  }

  private void hear(PeerTopics.Copy copy, Record<byte[], byte[]> record, long now) {
    var input = peers.read(copy, record);
    if (input instanceof PeerInputs.Told told) {
      regions.hear(told.summary(), clock.now(now), now);
    } else if (input instanceof PeerInputs.Voted voted) {
      if (regions.hear(voted.ballot(), voted.understands(), now)) {
        look(now);
      }
    } else if (input instanceof PeerInputs.Ordered ordered) {
      regions.order(ordered.command(), copy.peer(), record.timestamp(), now);
    } else {
      var ignored = (PeerInputs.Ignored) input;
      if (ignored.fault() == PeerFault.NEWER) {
        regions.misunderstand(copy.peer());
      }
      complaints.ignore(copy, ignored, now);
    }
  }

  private void take(String topic, Record<byte[], byte[]> record, long now) {
    long appendedAt = record.timestamp();
    var input = inputs.read(topic, record.value());
    if (input instanceof RegionInputs.Probed probed) {
      var observer = probed.probe().observer();
      probed.probe().clockAheadMs(appendedAt).ifPresent(ms -> meters.clockAhead(observer, ms));
      if (regions.observe(probed.probe(), appendedAt, now)) {
        look(now);
      }
    } else if (input instanceof RegionInputs.Ended ended) {
      regions.traffic(ended.region(), ended.executions(), ended.failures(), appendedAt);
    } else if (input instanceof RegionInputs.Ordered ordered) {
      regions.order(ordered.command(), region, appendedAt, now);
      look(now);
    } else {
      var dead = (RegionInputs.Dead) input;
      deadLetters.put(record, dead.reason(), dead.message());
    }
  }

  private void look(long now) {
    write(regions.look(clock.now(now), now), now);
  }

  /** Everything that follows is made before the first of it is written. */
  private void write(FederatedChanges changes, long now) {
    var told =
        changes.accounts().stream()
            .map(account -> telling.record(account, changes.standing()))
            .toList();
    var happened = changes.notices().stream().map(telling::record).toList();
    var ballot = changes.ballot().map(made -> ballots.encode(ballotRecords.record(made, now)));
    var agreed = changes.agreed().map(parts.formats()::writeForAll);
    var said = ballot.map(value -> sealed(parts.topics().ballots().name(), value, now));
    var summary =
        changes
            .summary()
            .map(SummaryRecords::record)
            .map(made -> sealed(parts.topics().summaries().name(), summaries.encode(made), now));
    changes.watches().values().forEach(watches::put);
    changes.healths().forEach(healths::put);
    ballot.ifPresent(agreement::putBallot);
    agreed.ifPresent(agreement::putAgreed);
    changes.record().ifPresent(agreement::put);
    agreement.put(changes.orders());
    said.ifPresent(record -> context.forward(record, Sinks.BALLOTS));
    summary.ifPresent(record -> context.forward(record, Sinks.SUMMARIES));
    told.forEach(state -> context.forward(state, Sinks.REGIONS));
    happened.forEach(event -> context.forward(event, Sinks.FAILOVERS));
    if (!told.isEmpty()) {
      parts.written().wrote();
    }
    telling.sayLost(changes.lost());
    telling.say(changes.healths(), changes.notices());
    show(now);
    meters.quorum(region, changes.standing().majority());
  }

  private void show(long now) {
    RegionTelling.show(regions.accounts(clock.now(now), now), meters);
  }

  private Record<byte[], byte[]> sealed(String topic, byte[] value, long now) {
    var key = region.getBytes(UTF_8);
    var headers = new RecordHeaders();
    parts.seals().sealForAll(headers, topic, key, value);
    return new Record<>(key, value, now, headers);
  }

  @Override
  public void close() {
    if (meters != null) {
      meters.close();
      meters = null;
      parts.written().end();
    }
  }

  private long now() {
    return context.currentSystemTimeMs();
  }
}
