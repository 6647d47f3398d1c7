package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.health.AgentRegistry;
import dev.parallax.core.health.AgentReport;
import dev.parallax.core.health.AgentStep;
import dev.parallax.core.health.AgentStep.Forgotten;
import dev.parallax.core.health.AgentStep.Ignored;
import dev.parallax.core.health.AgentStep.Kept;
import dev.parallax.core.health.AgentStep.Refused;
import dev.parallax.core.health.AgentStep.Told;
import dev.parallax.core.health.BrokerClock;
import dev.parallax.core.health.Heartbeat;
import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.deadletter.DeadLetterSink;
import dev.parallax.runtime.ops.LogKeys;
import dev.parallax.schemas.AvroDecoder;
import dev.parallax.schemas.AvroEncoder;
import dev.parallax.schemas.BadRecordException;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a registration per agent and publishes what others must know of it (H6, H7); what a
 * heartbeat or the passing of time means is {@link AgentRegistry}'s to say.
 */
final class TrackAgents implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(TrackAgents.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** A stream thread that is away for longer was suspended, or had no records to read. */
  private static final long LONGEST_STEP_MS = 5_000;

  /** Agents per look, so that the loss of a whole region does not stop the heartbeats. */
  private static final int BATCH = 1_000;

  private final HealthParts parts;
  private final AgentRegistry registry;
  private final HomePartition home;
  private final AvroDecoder<AgentHeartbeat> heartbeats;
  private final AvroEncoder<AgentState> states;
  private ProcessorContext<byte[], byte[]> context;
  private RegistrationStore registrations;
  private BrokerClock clock;
  private DeadLetterSink deadLetters;

  TrackAgents(HealthParts parts) {
    this.parts = parts;
    this.registry = new AgentRegistry(parts.agentRules());
    this.home = new HomePartition(parts.topics().heartbeats().partitions());
    this.heartbeats = parts.codecs().decoder(AgentHeartbeat.class);
    this.states = parts.codecs().encoder(parts.topics().agents().name(), AgentState.class);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialised) {
    context = initialised;
    registrations = RegistrationStore.open(context.getStateStore(RegistrationStore.NAME), registry);
    clock = new BrokerClock(registrations.newestHeardAt(), now(), LONGEST_STEP_MS);
    deadLetters = new DeadLetterSink(Sinks.DEAD_HEARTBEATS, context, parts.meters());
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::lookForDue);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    clock.read(record.timestamp(), now());
    if (record.key() == null) {
      deadLetters.put(record, DeadLetterReason.NO_KEY, "the key must be the agent's id");
      return;
    }
    try {
      heartbeat(record, AgentRecords.heartbeat(heartbeats.decode(record.value())));
    } catch (BadRecordException e) {
      deadLetters.put(record, DeadLetterReason.of(e.reason()), e.getMessage());
    }
  }

  private void heartbeat(Record<byte[], byte[]> record, Heartbeat beat) {
    if (!new String(record.key(), UTF_8).equals(beat.agentId())) {
      deadLetters.put(
          record, DeadLetterReason.INVALID, "the key is not its agentId, " + beat.agentId());
    } else if (isHome(record)) {
      apply(
          registry.heartbeat(registrations.get(beat.agentId()), beat, record.timestamp()), record);
    }
  }

  /** Whether the record is where its agent is tracked; if not, it is written back there, once. */
  private boolean isHome(Record<byte[], byte[]> record) {
    var at = context.recordMetadata().orElseThrow();
    if (home.isHome(record.key(), at)) {
      return true;
    }
    if (HomePartition.wasReturned(record)) {
      deadLetters.put(
          record,
          DeadLetterReason.INVALID,
          "it was written back to its home partition and is not there: header "
              + HomePartition.RETURNED
              + " is our own; do all health applications have one topics.partitions?");
    } else {
      context.forward(HomePartition.returned(record, at, now()), Sinks.HEARTBEATS_HOME);
      parts.meters().rehomed(at.topic()).increment();
    }
    return false;
  }

  private void apply(AgentStep step, Record<byte[], byte[]> record) {
    if (step instanceof Refused refused) {
      deadLetters.put(record, reason(refused), refused.message());
    } else if (step instanceof Ignored ignored) {
      ignore(ignored, record);
    } else {
      apply(step);
    }
  }

  private static DeadLetterReason reason(Refused refused) {
    return switch (refused.refusal()) {
      case INVALID -> DeadLetterReason.INVALID;
      case UNKNOWN_REGION -> DeadLetterReason.UNKNOWN_REGION;
    };
  }

  private void ignore(Ignored ignored, Record<byte[], byte[]> record) {
    if (ignored.cause() == AgentStep.Cause.DUPLICATE) {
      parts.meters().agentDuplicates().increment();
    }
    LOG.debug("heartbeat of {} ignored: {}", new String(record.key(), UTF_8), ignored.cause());
  }

  private void apply(AgentStep step) {
    if (step instanceof Told told) {
      var published = record(told.next().told());
      registrations.put(told.next());
      context.forward(published, Sinks.AGENTS);
      told.duplicate().ifPresent(this::warnOf);
    } else if (step instanceof Kept kept) {
      registrations.put(kept.next());
    } else if (step instanceof Forgotten forgotten) {
      registrations.delete(forgotten.agentId());
      context.forward(new Record<>(forgotten.agentId().getBytes(UTF_8), null, now()), Sinks.AGENTS);
    }
  }

  private Record<byte[], byte[]> record(AgentReport agent) {
    return new Record<>(
        agent.agentId().getBytes(UTF_8), states.encode(AgentRecords.state(agent)), now());
  }

  private void warnOf(AgentStep.Duplicate duplicate) {
    parts.meters().agentDuplicates().increment();
    LOG.atWarn()
        .addKeyValue(LogKeys.AGENT, duplicate.agentId())
        .addKeyValue(LogKeys.REGION, duplicate.winner())
        .log(
            "Agent id {} is in use in regions {} and {}: the newest, {}, counts; give each agent an id"
                + " of its own",
            duplicate.agentId(),
            duplicate.loser(),
            duplicate.winner(),
            duplicate.winner());
  }

  private void lookForDue(long now) {
    long brokerNow = clock.now(now);
    registrations
        .due(brokerNow, BATCH)
        .forEach(registration -> apply(registry.tick(registration, brokerNow)));
  }

  private long now() {
    return context.currentSystemTimeMs();
  }
}
