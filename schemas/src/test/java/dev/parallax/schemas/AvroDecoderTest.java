package dev.parallax.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.events.AgentHeartbeat;
import dev.parallax.events.HeartbeatStatus;
import dev.parallax.schemas.BadRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroDecoderTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroCodecs codecs = new AvroCodecs(registry);
  private final byte[] good =
      codecs.encoder("beats", AgentHeartbeat.class).encode(Records.heartbeat());

  @Test
  void readsWhatTheEncoderWrote() {
    assertThat(codecs.decoder(AgentHeartbeat.class).decode(good)).isEqualTo(Records.heartbeat());
  }

  @Test
  void tellsWhatIsWrongWithTheBytes() {
    assertRefused(null, Reason.NO_VALUE, "no value where a AgentHeartbeat was expected");
    assertRefused(new byte[0], Reason.TOO_SHORT, "0 bytes are too few");
    assertRefused(new byte[4], Reason.TOO_SHORT, "4 bytes are too few");
    assertRefused("{\"a\":1}".getBytes(UTF_8), Reason.WRONG_MAGIC, "first byte is 0x7b");
    assertRefused(header(99), Reason.UNKNOWN_SCHEMA, "no schema has id 99");
    assertRefused(header(-1), Reason.UNKNOWN_SCHEMA, "schema id -1 is negative");
    assertRefused(header(1), Reason.TRUNCATED, "the bytes end within the AgentHeartbeat");
    assertRefused(Arrays.copyOf(good, good.length - 1), Reason.TRUNCATED, "the bytes end within");
    assertRefused(Arrays.copyOf(good, good.length + 1), Reason.TRAILING_BYTES, "bytes follow");
  }

  @Test
  void refusesTheRecordOfAnotherTopic() {
    int id = registry.register("other-value", SchemaBuilder.record("Other").fields().endRecord());

    assertRefused(
        header(id),
        Reason.WRONG_SCHEMA,
        "schema id 2 is Other, not dev.parallax.events.AgentHeartbeat");
  }

  @Test
  void refusesASchemaThatCannotBeReadAsThisOne() {
    var incompatible =
        SchemaBuilder.record("dev.parallax.events.AgentHeartbeat")
            .fields()
            .requiredInt("agentId")
            .endRecord();
    int id = registry.register("beats-value", incompatible);

    assertRefused(header(id), Reason.WRONG_SCHEMA, "cannot be read as this version's");
  }

  @Test
  void readsAnOlderVersionWithDefaultsAndANewerOneWithoutItsNewFields() {
    var other =
        SchemaBuilder.record("dev.parallax.events.AgentHeartbeat")
            .fields()
            .requiredString("agentId")
            .requiredString("incarnation")
            .requiredInt("partition")
            .requiredString("region")
            .requiredLong("sentAt")
            .optionalString("zone")
            .endRecord();
    int id = registry.register("beats-value", other);
    var record =
        new GenericRecordBuilder(other)
            .set("agentId", "a-1")
            .set("incarnation", "i")
            .set("partition", 0)
            .set("region", "us-east-1")
            .set("sentAt", 7L)
            .set("zone", "b")
            .build();

    assertThat(decode(Records.withHeader(id, Records.binary(other, record))))
        .isEqualTo(
            AgentHeartbeat.newBuilder()
                .setAgentId("a-1")
                .setIncarnation("i")
                .setPartition(0)
                .setRegion("us-east-1")
                .setSentAt(7)
                .build());
  }

  @Test
  void readsASymbolThatItDoesNotKnowAsTheDefaultOne() {
    var newer =
        new Schema.Parser()
            .parse(
                registry
                    .schemaById(1)
                    .toString()
                    .replace("\"LEAVING\"]", "\"LEAVING\",\"SLEEPING\"]"));
    int id = registry.register("beats-value", newer);
    var binary = Arrays.copyOfRange(good, 5, good.length);
    int status = 21;
    assertThat(binary[status]).as("DRAINING").isEqualTo((byte) 2);
    binary[status] = 6; // SLEEPING

    assertThat(decode(Records.withHeader(id, binary)).getStatus())
        .isEqualTo(HeartbeatStatus.CONNECTED);
  }

  @Test
  void doesNotBelieveLengths() {
    for (long length : new long[] {1_000, 1 << 28, Integer.MAX_VALUE, Long.MAX_VALUE, -1}) {
      assertThatThrownBy(() -> decode(written(out -> out.writeLong(length))))
          .as("a string of %d bytes", length)
          .isInstanceOf(BadRecordException.class);
      assertThatThrownBy(() -> decode(written(out -> writeItems(out, length))))
          .as("an array of %d items", length)
          .isInstanceOf(BadRecordException.class);
    }
  }

  private static void writeItems(BinaryEncoder out, long count) throws IOException {
    out.writeString("a-1");
    out.writeString("i");
    out.writeInt(0);
    out.writeString("us-east-1");
    out.writeLong(count);
    out.writeLong(1);
  }

  private void assertRefused(byte[] bytes, Reason reason, String message) {
    assertThatThrownBy(() -> decode(bytes))
        .isInstanceOfSatisfying(
            BadRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private AgentHeartbeat decode(byte[] bytes) {
    return codecs.decoder(AgentHeartbeat.class).decode(bytes);
  }

  private static byte[] header(int id) {
    return Records.withHeader(id, new byte[0]);
  }

  private interface Writing {
    void to(BinaryEncoder out) throws IOException;
  }

  private static byte[] written(Writing writing) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.to(out);
    out.flush();
    return Records.withHeader(1, bytes.toByteArray());
  }
}
