package dev.parallax.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.AgentState;
import dev.parallax.events.AgentStatus;
import dev.parallax.events.HealthProbe;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.runtime.deadletter.DeadLetters;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import dev.parallax.schemas.SchemaRegistry;
import dev.parallax.schemas.SchemaRegistryClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackAgentsTest {
  private static final String US = "us-east-1";
  private static final String EU = "eu-west-1";

  @TempDir Path directory;
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private HealthDriver health;

  @BeforeEach
  void start() {
    health = new HealthDriver(directory, registry);
  }

  @AfterEach
  void stop() {
    health.close();
  }

  @Test
  void publishesAnAgentWhenItIsFirstHeard() {
    long now = health.now();
    health.heartbeat(Events.heartbeat("a-1", US, now - 5));

    assertThat(health.agents())
        .containsExactly(
            new AgentState(
                "a-1",
                "i-1",
                0,
                US,
                List.of("classify", "translate"),
                AgentStatus.CONNECTED,
                0.25,
                4,
                1,
                "1.0",
                null,
                now,
                now));
  }

  @Test
  void publishesNothingWhileNothingChanges() {
    for (int i = 0; i < 12; i++) {
      health.heartbeat(Events.heartbeat("a-1", US, health.now()));
      health.pass(Duration.ofSeconds(10));
    }

    assertThat(health.agents()).hasSize(1);
  }

  @Test
  void publishesAnAgentAsExpiredOnceThreeHeartbeatsAreMissing() {
    long heard = health.now();
    health.heartbeat(Events.heartbeat("a-1", US, heard));
    health.agents();

    health.pass(Duration.ofSeconds(30));
    assertThat(health.agents()).isEmpty();

    health.pass(Duration.ofSeconds(1));
    assertThat(health.agents())
        .singleElement()
        .satisfies(
            agent -> {
              assertThat(agent.getStatus()).isEqualTo(AgentStatus.DISCONNECTED);
              assertThat(agent.getDisconnectReason()).isEqualTo("expired");
              assertThat(agent.getLastHeartbeatAt()).isEqualTo(heard);
            });
  }

  @Test
  void publishesAnAgentThatLeavesAtOnce() {
    health.heartbeat(Events.heartbeat("a-1", US, health.now()));
    health.heartbeat(Events.heartbeat("a-1", US, health.now()).setStatus(HeartbeatStatus.LEAVING));

    assertThat(health.agents())
        .extracting(AgentState::getStatus, AgentState::getDisconnectReason)
        .endsWith(tuple(AgentStatus.DISCONNECTED, "left"));
  }

  @Test
  void publishesALoadByTheClockWhenNoHeartbeatFollows() {
    health.heartbeat(Events.heartbeat("a-1", US, health.now()).setLoad(0));
    health.pass(Duration.ofSeconds(1));
    health.heartbeat(Events.heartbeat("a-1", US, health.now()).setLoad(0.5));
    assertThat(health.agents()).extracting(AgentState::getLoad).containsExactly(0.0);

    health.pass(Duration.ofSeconds(5));
    assertThat(health.agents()).extracting(AgentState::getLoad).containsExactly(0.5);
  }

  @Test
  void deletesAnAgentThatIsLongGone() {
    health.heartbeat(Events.heartbeat("a-1", US, health.now()).setStatus(HeartbeatStatus.LEAVING));
    health.pass(Duration.ofMinutes(61));

    assertThat(health.records(health.topics.agents()))
        .last()
        .satisfies(
            last -> {
              assertThat(last.key()).isEqualTo("a-1");
              assertThat(last.value()).isNull();
            });
  }

  @Test
  void theNewestRegistrationOfAnIdInTwoRegionsCountsAndIsCounted() {
    health.heartbeat(Events.heartbeat("a-1", US, health.now()));
    health.heartbeat(Events.heartbeat("a-1", EU, health.now()).setIncarnation("i-2"));
    health.heartbeat(Events.heartbeat("a-1", US, health.now()));

    assertThat(health.agents()).extracting(AgentState::getRegion).containsExactly(US, EU);
    assertThat(health.metric("parallax_agent_duplicates_total"))
        .containsExactly("parallax_agent_duplicates_total 2.0");
  }

  @Test
  void garbageBecomesADeadLetterAndTheNextHeartbeatIsTracked() {
    health.putBytes(health.topics.heartbeats(), "a-1", "garbage".getBytes(UTF_8));
    health.heartbeat(Events.heartbeat("a-1", US, health.now()));

    assertThat(deadLetter()).isEqualTo("UNREADABLE");
    assertThat(health.agents()).hasSize(1);
    assertThat(health.metric("parallax_dead_letters_total"))
        .containsExactly(
            "parallax_dead_letters_total{reason=\"UNREADABLE\",topic=\"parallax.heartbeats\"} 1.0");
  }

  @Test
  void anUnknownSchemaBecomesADeadLetter() {
    health.putBytes(health.topics.heartbeats(), "a-1", new byte[] {0, 0, 0, 9, 9, 1, 2});

    assertThat(deadLetter()).isEqualTo("UNKNOWN_SCHEMA");
  }

  @Test
  void anotherRecordBecomesADeadLetter() {
    health.put(health.topics.heartbeats(), "a-1", Events.up(US, EU, 1, 1), HealthProbe.class);

    assertThat(deadLetter()).isEqualTo("WRONG_RECORD");
  }

  @Test
  void aRecordWithoutValueBecomesADeadLetter() {
    health.putBytes(health.topics.heartbeats(), "a-1", null);

    assertThat(deadLetter()).isEqualTo("NO_VALUE");
  }

  @Test
  void aHeartbeatWithoutKeyBecomesADeadLetter() {
    var bytes =
        new AvroCodecs(registry)
            .encoder("any", AgentHeartbeat.class)
            .encode(Events.heartbeat("a-1", US, 1).build());
    health.putBytes(health.topics.heartbeats(), null, bytes);

    assertThat(deadLetter()).isEqualTo("NO_KEY");
  }

  @Test
  void aHeartbeatUnderAnothersKeyBecomesADeadLetter() {
    health.put(
        health.topics.heartbeats(),
        "a-2",
        Events.heartbeat("a-1", US, 1).build(),
        AgentHeartbeat.class);

    assertThat(deadLetter()).isEqualTo("INVALID");
    assertThat(health.agents()).isEmpty();
  }

  @Test
  void anUnknownRegionBecomesADeadLetter() {
    health.heartbeat(Events.heartbeat("a-1", "mars-1", health.now()));

    assertThat(deadLetter()).isEqualTo("UNKNOWN_REGION");
    assertThat(health.agents()).isEmpty();
  }

  @Test
  void impossibleFiguresBecomeADeadLetter() {
    health.heartbeat(Events.heartbeat("a-1", US, health.now()).setMaxConcurrency(0));

    assertThat(deadLetter()).isEqualTo("INVALID");
  }

  /** Nothing good may be discarded because the registry is away. */
  @Test
  void failsWhenTheRegistryCannotBeAskedSoThatTheRecordIsReadAgain(@TempDir Path other) {
    try (var client =
            SchemaRegistryClient.builder(List.of(URI.create("http://127.0.0.1:1/")))
                .timeBudget(Duration.ofMillis(50))
                .build();
        var unlucky = new HealthDriver(other, new Away(client))) {
      assertThatThrownBy(
              () ->
                  unlucky.putBytes(
                      unlucky.topics.heartbeats(), "a-1", new byte[] {0, 0, 0, 0, 7, 1}))
          .hasStackTraceContaining("RegistryException: schema registry [http://127.0.0.1:1/] not");
      assertThat(unlucky.records(unlucky.topics.deadLetters())).isEmpty();
    }
  }

  /** Gives ids out by itself; schemas are elsewhere. */
  private record Away(SchemaRegistry schemas) implements SchemaRegistry {
    @Override
    public int register(String subject, Schema schema) {
      return 1;
    }

    @Override
    public int lookup(String subject, Schema schema) {
      return 1;
    }

    @Override
    public Schema schemaById(int id) {
      return schemas.schemaById(id);
    }
  }

  private String deadLetter() {
    var letters = health.records(health.topics.deadLetters());
    assertThat(letters).hasSize(1);
    return header(letters.get(0), DeadLetters.REASON);
  }

  private static String header(TestRecord<String, byte[]> record, String name) {
    return new String(new RecordHeaders(record.headers()).lastHeader(name).value(), UTF_8);
  }
}
