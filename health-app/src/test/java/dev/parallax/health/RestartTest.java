package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.CommandKind;
import dev.parallax.events.Health;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.RegionCommand;
import dev.parallax.events.RegionState;
import dev.parallax.events.ServingMode;
import dev.parallax.runtime.federation.Seals;
import dev.parallax.runtime.federation.Secrets;
import dev.parallax.runtime.ops.Meters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A processor begins with the store that another one left: after a crash, or on another host. */
class RestartTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";
  private static final long START = 1_700_000_000_000L;

  private final TopicCatalogue topics = new TopicCatalogue("parallax.", 1);
  private final AvroCodecs codecs = new AvroCodecs(new InMemorySchemaRegistry());
  private final Meters meters = new Meters(Events.REGIONS, Set.of(), "hash");
  private final RegionsWritten written = new RegionsWritten(System::currentTimeMillis);
  private final HealthParts parts =
      new HealthParts(
          Events.config(1),
          topics,
          codecs,
          meters,
          new FleetCensus(),
          written,
          Seals.of(Events.config(1), new Secrets(Map.of())),
          AgreedFormats.OF_THIS_RELEASE);
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void anAgentThatWasHeardBeforeAnOutageGetsItsFullTimeAgainAndThenExpires() {
    keep(RegistrationStore.NAME);
    var beat = Events.heartbeat("a-1", US, START).build();
    at(START);
    var before = new TrackAgents(parts);
    before.init(context);
    before.process(record("a-1", beat, topics.heartbeats(), AgentHeartbeat.class));

    at(START + Duration.ofHours(1).toMillis());
    restart(new TrackAgents(parts));
    pass(Duration.ofSeconds(30));
    assertThat(context.forwarded()).isEmpty();

    pass(Duration.ofSeconds(1));
    assertThat(published(AgentState.class))
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.getAgentId()).isEqualTo("a-1");
              assertThat(gone.getCapabilities()).containsExactly("classify", "translate");
              assertThat(gone.getVersion()).isEqualTo("1.0");
              assertThat(gone.getDisconnectReason()).isEqualTo("expired");
            });
  }

  @Test
  void aRegionKeepsItsVerdictItsObserversAndTheirLatencies() {
    keep(RegionStore.NAME);
    keep(FailoverStore.NAME);
    at(START);
    var before = new JudgeRegions(parts);
    before.init(context);
    probe(before, Events.up(US, EU, 85, START));
    for (long failed = START + 10_000; failed <= START + 30_000; failed += 10_000) {
      at(failed);
      probe(before, Events.down(US, EU, failed));
    }
    var last =
        published(RegionState.class).stream()
            .filter(state -> state.getRegion().equals(EU))
            .toList();
    assertThat(last.get(last.size() - 1).getHealth()).isEqualTo(Health.UNHEALTHY);
    before.close();

    restart(new JudgeRegions(parts));
    // A scrape before the first look must not say that it is well.
    assertThat(meters.scrape()).contains("parallax_region_health{region=\"eu-west-1\"} 0.0");
    pass(Duration.ofMillis(250));

    var expected = last.get(last.size() - 1);
    expected.setUpdatedAt(expected.getUpdatedAt() + 250);
    assertThat(published(RegionState.class)).contains(expected).hasSize(3);
  }

  @Test
  void aRestartForgetsNeitherWhoIsActiveNorWhichCommandsWereApplied() {
    keep(RegionStore.NAME);
    keep(FailoverStore.NAME);
    var forcing = activePassive();
    at(START);
    var before = new JudgeRegions(forcing);
    before.init(context);
    before.process(order("c-1", CommandKind.FAILOVER, US, EU));
    before.process(order("c-2", CommandKind.DRAIN, US, null));
    before.close();

    var after = new JudgeRegions(forcing);
    restart(after);
    after.process(order("c-1", CommandKind.FAILOVER, US, EU));
    after.process(order("c-2", CommandKind.DRAIN, US, null));

    assertThat(published(RegionState.class))
        .hasSize(3)
        .allSatisfy(
            state -> {
              assertThat(state.getEpoch()).isEqualTo(2);
              assertThat(state.getPinned()).isTrue();
              assertThat(state.getActive()).isEqualTo(state.getRegion().equals(EU));
              assertThat(state.getForced()).isEqualTo(state.getRegion().equals(EU));
            })
        .filteredOn(state -> state.getServing() == ServingMode.DRAINED)
        .extracting(RegionState::getRegion)
        .containsExactly(US);
  }

  private HealthParts activePassive() {
    return new HealthParts(
        Events.activePassive(),
        topics,
        codecs,
        meters,
        new FleetCensus(),
        written,
        Seals.of(Events.config(1), new Secrets(Map.of())),
        AgreedFormats.OF_THIS_RELEASE);
  }

  private Record<byte[], byte[]> order(String id, CommandKind kind, String from, String to) {
    var command = new RegionCommand(id, kind, from, to, true, "alice", START);
    return record(from, command, topics.commands(), RegionCommand.class);
  }

  @Test
  void aFormerWriterShowsNoMetricsOfRegions() {
    keep(RegionStore.NAME);
    keep(FailoverStore.NAME);
    at(START);
    var judge = new JudgeRegions(parts);
    judge.init(context);
    assertThat(meters.scrape()).contains("parallax_region_health", "parallax_agents_connected");

    judge.close();

    assertThat(meters.scrape())
        .doesNotContain("parallax_region_health", "parallax_agents_connected");
    assertThat(written.missing()).isEmpty();
  }

  private void probe(JudgeRegions judge, HealthProbe probe) {
    judge.process(record("any", probe, topics.probes(), HealthProbe.class));
  }

  private void keep(String storeName) {
    var store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(storeName), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  /** As after a crash: nothing of the former processor but the store. */
  private void restart(Processor<byte[], byte[], byte[], byte[]> processor) {
    context.resetForwards();
    context.scheduledPunctuators().forEach(MockProcessorContext.CapturedPunctuator::cancel);
    processor.init(context);
  }

  private void at(long now) {
    context.setCurrentSystemTimeMs(now);
  }

  private void pass(Duration time) {
    long end = context.currentSystemTimeMs() + time.toMillis();
    while (context.currentSystemTimeMs() < end) {
      at(Math.min(end, context.currentSystemTimeMs() + 250));
      context.scheduledPunctuators().stream()
          .filter(p -> !p.cancelled())
          .forEach(p -> p.getPunctuator().punctuate(context.currentSystemTimeMs()));
    }
  }

  private <T extends SpecificRecord> Record<byte[], byte[]> record(
      String key, T value, TopicSpec topic, Class<T> type) {
    context.setRecordMetadata(topic.name(), 0, 0);
    return new Record<>(
        key.getBytes(UTF_8),
        codecs.encoder(topic.name(), type).encode(value),
        context.currentSystemTimeMs());
  }

  private <T extends SpecificRecord> List<T> published(Class<T> type) {
    var decoder = codecs.decoder(type);
    return context.forwarded().stream().map(f -> decoder.decode(f.record().value())).toList();
  }
}
