package dev.parallax.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.schemas.RegistryException.Kind;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroEncoderTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry);

  @Test
  void writesZeroTheIdAndAvroBinary() {
    registry.register("another-value", Schema.create(Schema.Type.LONG));

    var bytes = codecs.encoder("beats", AgentHeartbeat.class).encode(Records.heartbeat());

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "00" // magic
                + "00000002" // the second schema of this registry
                + "06612d31" // agentId: 3 bytes, a-1
                + "0269" // incarnation: i
                + "06" // partition: 3
                + "1275732d656173742d31" // region: us-east-1
                + "02027800" // capabilities: a block of 1, x, end
                + "02" // status: DRAINING
                + "000000000000e03f" // load: 0.5
                + "08" // maxConcurrency: 4
                + "04" // inFlight: 2
                + "00" // version: null
                + "d00f"); // sentAt: 1000
  }

  @Test
  void registersTheSchemaOfItsFileUnderTheTopicsSubject() {
    int id = codecs.encoder("beats", AgentHeartbeat.class).prepare();

    var registered = registry.schemaById(id);
    assertThat(registered.toString()).doesNotContain("avro.java.string");
    assertThat(registry.lookup("beats-value", registered)).isEqualTo(id);
  }

  @Test
  void onlyLooksUpWhenItMayNotRegister() {
    var encoder = AvroCodecs.lookingUp(registry).encoder("beats", AgentHeartbeat.class);

    assertThatThrownBy(() -> encoder.encode(Records.heartbeat()))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));

    codecs.encoder("beats", AgentHeartbeat.class).prepare();
    assertThat(encoder.encode(Records.heartbeat())).startsWith(0, 0, 0, 0, 1);
  }

  @Test
  void refusesARecordThatLacksAFieldAndWritesTheNextOneWhole() {
    var incomplete = Records.heartbeat();
    incomplete.setRegion(null);
    var encoder = codecs.encoder("beats", AgentHeartbeat.class);
    var before = encoder.encode(Records.heartbeat());

    assertThatThrownBy(() -> encoder.encode(incomplete))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("dev.parallax.events.AgentHeartbeat")
        .hasMessageContaining("region");
    assertThat(encoder.encode(Records.heartbeat())).as("the next record").isEqualTo(before);
  }

  @Test
  void neverReusesWhatItReturned() {
    var encoder = codecs.encoder("beats", AgentHeartbeat.class);
    var first = encoder.encode(Records.heartbeat());
    var copy = first.clone();
    var other = Records.heartbeat();
    other.setAgentId("z".repeat(300_000));

    assertThat(encoder.encode(other)).hasSizeGreaterThan(300_000);
    assertThat(encoder.encode(Records.heartbeat())).isEqualTo(copy);
    assertThat(first).isEqualTo(copy);
  }

  @Test
  void keepsTombstonesInASerde() {
    var serde = codecs.serde("beats", AgentHeartbeat.class);

    assertThat(serde.serializer().serialize("beats", null)).isNull();
    assertThat(serde.deserializer().deserialize("beats", null)).isNull();
    assertThat(
            serde
                .deserializer()
                .deserialize("beats", serde.serializer().serialize("beats", Records.heartbeat())))
        .isEqualTo(Records.heartbeat());
  }
}
