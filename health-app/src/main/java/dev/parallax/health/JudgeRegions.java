package dev.parallax.health;

import dev.parallax.core.failover.Changes;
import dev.parallax.core.failover.RegionPlan;
import dev.parallax.core.failover.Regions;
import dev.parallax.core.health.BrokerClock;
import dev.parallax.runtime.deadletter.DeadLetterSink;
import dev.parallax.runtime.ops.RegionMeters;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Judges every region by its probes, its traffic and its agents' counts, moves work between them
 * and obeys operators (H2-H5, H7, F1-F7). Probes and commands take effect at once; silence, agents
 * and traffic at every look. What a look leads to is one transaction: the rows of the stores, the
 * state of every region that changed, and what happened. Only while this processor lives does the
 * process export the metrics of regions (H9).
 */
final class JudgeRegions implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A stream thread that is away for longer was suspended, or had no records to read. */
  private static final long LONGEST_STEP_MS = 5_000;

  private final HealthParts parts;
  private final RegionPlan plan;
  private final RegionInputs inputs;
  private final RegionTelling telling;
  private ProcessorContext<byte[], byte[]> context;
  private RegionStore watches;
  private FailoverStore failovers;
  private Regions regions;
  private BrokerClock clock;
  private DeadLetterSink deadLetters;
  private RegionMeters meters;

  JudgeRegions(HealthParts parts) {
    this.parts = parts;
    this.plan = RegionPlan.of(parts.config());
    this.inputs = new RegionInputs(parts.topics(), parts.codecs(), plan.regions(), plan.regions());
    this.telling = new RegionTelling(parts);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    watches = new RegionStore(context.getStateStore(RegionStore.NAME));
    failovers = new FailoverStore(context.getStateStore(FailoverStore.NAME));
    deadLetters = new DeadLetterSink(Sinks.DEAD_EVIDENCE, context, parts.meters());
    regions =
        new Regions(
            plan, RegionMemory.of(plan.regions(), watches, failovers), parts.census()::of, now());
    clock = new BrokerClock(regions.newestHeardAt(), now(), LONGEST_STEP_MS);
    meters = parts.meters().regions();
    show(now());
    parts.written().begin();
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long appendedAt = record.timestamp();
    long now = now();
    clock.read(appendedAt, now);
    var topic = context.recordMetadata().orElseThrow().topic();
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
      write(regions.obey(ordered.command(), appendedAt, clock.now(now), now), now);
    } else {
      var dead = (RegionInputs.Dead) input;
      deadLetters.put(record, dead.reason(), dead.message());
    }
  }

  private void look(long now) {
    write(regions.look(clock.now(now), now), now);
  }

  /** Everything that follows is made before the first of it is written. */
  private void write(Changes changes, long now) {
    var told = changes.accounts().stream().map(telling::record).toList();
    var happened = changes.notices().stream().map(telling::record).toList();
    changes.watches().values().forEach(watches::put);
    changes.healths().forEach(failovers::put);
    changes.failover().ifPresent(failovers::put);
    told.forEach(state -> context.forward(state, Sinks.REGIONS));
    happened.forEach(event -> context.forward(event, Sinks.FAILOVERS));
    if (!told.isEmpty()) {
      parts.written().wrote();
    }
    telling.say(changes.healths(), changes.notices());
    show(now);
  }

  private void show(long now) {
    RegionTelling.show(regions.accounts(clock.now(now), now), meters);
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
