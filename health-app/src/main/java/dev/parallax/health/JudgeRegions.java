package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.health.BrokerClock;
import dev.parallax.core.health.Observation;
import dev.parallax.core.health.Probe;
import dev.parallax.core.health.RegionHealth;
import dev.parallax.core.health.RegionReport;
import dev.parallax.core.health.RegionRules;
import dev.parallax.core.health.RegionWatch;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionState;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.ops.RegionMeters;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges every region by its probes and publishes its state with its agents' counts (H2-H4, H7). A
 * probe is judged at once; silence and agents at every look. Only while this processor lives does
 * the process export the metrics of regions (H9).
 */
final class JudgeRegions implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(JudgeRegions.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A stream thread that is away for longer was suspended, or had no records to read. */
  private static final long LONGEST_STEP_MS = 5_000;

  private final HealthParts parts;
  private final List<String> regions;
  private final RegionRules rules;
  private final AvroDecoder<HealthProbe> probes;
  private final AvroEncoder<RegionState> states;
  private final Map<String, RegionWatch> watches = new LinkedHashMap<>();
  private final Map<String, RegionReport> told = new HashMap<>();
  private ProcessorContext<byte[], byte[]> context;
  private RegionStore store;
  private BrokerClock clock;
  private DeadLetterSink deadLetters;
  private RegionMeters meters;

  JudgeRegions(HealthParts parts) {
    this.parts = parts;
    this.regions = parts.config().regionIds();
    this.rules = parts.regionRules();
    this.probes = parts.codecs().decoder(HealthProbe.class);
    this.states = parts.codecs().encoder(parts.topics().regions().name(), RegionState.class);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    store = new RegionStore(context.getStateStore(RegionStore.NAME));
    deadLetters = new DeadLetterSink(Sinks.DEAD_PROBES, context, parts.meters());
    told.clear();
    regions.forEach(region -> watches.put(region, known(region)));
    clock = new BrokerClock(newestHeardAt(), now(), LONGEST_STEP_MS);
    meters = parts.meters().regions();
    parts.written().begin();
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::judgeAll);
  }

  private RegionWatch known(String region) {
    return store
        .get(region)
        .map(watch -> watch.keepOnly(Set.copyOf(regions)))
        .orElseGet(() -> RegionWatch.begin(region, now()));
  }

  private long newestHeardAt() {
    return watches.values().stream()
        .flatMap(watch -> watch.observations().values().stream())
        .mapToLong(Observation::heardAt)
        .max()
        .orElse(0);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    clock.read(record.timestamp(), now());
    try {
      probe(record, RegionRecords.probe(probes.decode(record.value())));
    } catch (BadRecordException e) {
      deadLetters.put(record, DeadLetterReason.of(e.reason()), e.getMessage());
    }
  }

  private void probe(Record<byte[], byte[]> record, Probe probe) {
    var fault = probe.fault();
    if (fault.isPresent()) {
      deadLetters.put(record, DeadLetterReason.INVALID, fault.get());
    } else if (!regions.contains(probe.observer()) || !regions.contains(probe.target())) {
      deadLetters.put(
          record,
          DeadLetterReason.UNKNOWN_REGION,
          "%s probed %s, and the configuration does not define both"
              .formatted(probe.observer(), probe.target()));
    } else {
      observe(probe, record.timestamp());
    }
  }

  private void observe(Probe probe, long appendedAt) {
    var before = watches.get(probe.target());
    var after = before.observe(probe, appendedAt, rules);
    if (!after.equals(before)) {
      judge(after, true, now());
    }
  }

  private void judgeAll(long now) {
    regions.forEach(region -> judge(watches.get(region), false, now));
  }

  /** Everything that follows is made before the first of it is written. */
  private void judge(RegionWatch watch, boolean observed, long now) {
    long evidenceNow = clock.now(now);
    var judged = watch.judge(evidenceNow, now, rules);
    var report =
        RegionHealth.of(judged)
            .report(judged, parts.census().of(judged.region()), evidenceNow, now, rules);
    var last = told.get(judged.region());
    var changed = judged.health() != watch.health();
    if (last == null || report.dueAfter(last)) {
      publish(report);
    }
    if (observed || changed || last == null) {
      store.put(judged);
    }
    if (changed) {
      LOG.info("Region {} is {}: {}", report.region(), report.health(), report.cause());
    }
    watches.put(judged.region(), judged);
    show(report);
  }

  private void publish(RegionReport report) {
    var state = states.encode(RegionRecords.state(report));
    context.forward(
        new Record<>(report.region().getBytes(UTF_8), state, report.madeAt()), Sinks.REGIONS);
    told.put(report.region(), report);
    parts.written().wrote();
  }

  private void show(RegionReport report) {
    meters.connected(report.region(), report.agents().connected());
    meters.healthy(report.region(), report.well());
    report.observers().forEach(o -> meters.latency(o.observer(), report.region(), o.latencyMs()));
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
