package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.router.state.AttemptRow;
import dev.parallax.router.state.CauseRow;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.ForwardedRow;
import dev.parallax.router.state.ForwardedSlotRow;
import dev.parallax.router.state.HeaderRow;
import dev.parallax.router.state.HeldRow;
import dev.parallax.router.state.PatternRow;
import dev.parallax.router.state.RowState;
import dev.parallax.router.state.RulesRow;
import dev.parallax.router.state.SlotRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store outlives the version that wrote it. If one of these tests fails since a row's schema was
 * changed: keep the schema compatible, copy it to {@code rows/} as the next version, add that to
 * {@link RowCodec#VERSIONS}, and add a fixture of it; do not touch those that are there.
 */
class RowCodecTest {
  private static final int PRESENT = RowCodec.VERSIONS.get(RowCodec.VERSIONS.size() - 1);

  @Test
  void readsARunningExecutionThatTheFirstVersionWrote() throws IOException {
    assertThat(RowCodec.EXECUTIONS.decode(fixture("ExecutionRow-1")))
        .isEqualTo(runningOfTheFirstVersion());
  }

  @Test
  void readsARunningExecutionThatTheSecondVersionWrote() throws IOException {
    assertThat(RowCodec.EXECUTIONS.decode(fixture("ExecutionRow-2"))).isEqualTo(running());
  }

  @Test
  void readsAHeldRequestThatTheFirstVersionWrote() throws IOException {
    assertThat(RowCodec.HELD.decode(fixture("HeldRow-1"))).isEqualTo(held());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExecutionRow", "HeldRow"})
  void knowsThePresentSchemaAsItsLastVersion(String name) {
    assertThat(SchemaNormalization.parsingFingerprint64(RowCodec.version(name, PRESENT)))
        .isEqualTo(SchemaNormalization.parsingFingerprint64(present(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExecutionRow", "HeldRow"})
  void canReadWhatEveryVersionWrote(String name) {
    assertThat(RowCodec.VERSIONS)
        .allSatisfy(
            version ->
                assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(
                                present(name), RowCodec.version(name, version))
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
  }

  @Test
  void saysWhatToDoAboutARowOfAVersionThatItDoesNotKnow() throws IOException {
    var other =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"ExecutionRow\",\"fields\":[{\"name\":\"later\",\"type\":\"int\"}]}");
    var row = new GenericRecordBuilder(other).set("later", 1).build();
    var bytes = new BinaryMessageEncoder<>(GenericData.get(), other).encode(row).array();

    assertThatThrownBy(() -> RowCodec.EXECUTIONS.decode(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "a row of the store executions was written by a version of the router that this one"
                + " does not know")
        .hasMessageContaining("start that version, or a later one, again; nothing is lost");
  }

  @Test
  void writesWhatTheFixturesHold() throws IOException {
    assertThat(RowCodec.EXECUTIONS.encode(running())).isEqualTo(fixture("ExecutionRow-" + PRESENT));
    assertThat(RowCodec.HELD.encode(held())).isEqualTo(fixture("HeldRow-" + PRESENT));
    assertThat(RowCodec.FORWARDED.encode(forwarded())).isEqualTo(fixture("ForwardedRow-1"));
    assertThat(RowCodec.FORWARDED.decode(fixture("ForwardedRow-1"))).isEqualTo(forwarded());
  }

  private static Schema present(String name) {
    return name.equals("HeldRow") ? HeldRow.getClassSchema() : ExecutionRow.getClassSchema();
  }

  private static byte[] fixture(String name) throws IOException {
    try (var in = RowCodecTest.class.getResourceAsStream("/rows/" + name + ".hex")) {
      return HexFormat.of().parseHex(new String(in.readAllBytes(), UTF_8).replaceAll("\\s", ""));
    }
  }

  private static ExecutionRow running() {
    var failed = attempt(1, "us-1").setEndedAt(1_500).setCause(CauseRow.SILENT).setError("no word");
    var answered = attempt(2, "us-2").setEndedAt(1_900).setValue("{\"n\":1}").setConfidence(0.75);
    return ExecutionRow.newBuilder()
        .setContentHash("5f3c")
        .setState(RowState.RUNNING)
        .setStartedAt(1_000)
        .setDeadline(61_000)
        .setForgetAt(0)
        .setPattern("classify")
        .setPatternVersion("1.2.3")
        .setIncludeVotes(true)
        .setRules(new RulesRow(true, 2, 20_000L, 1, pattern()))
        .setRequest(ByteBuffer.wrap("{\"input\":{}}".getBytes(UTF_8)))
        .setSlots(
            List.of(
                new SlotRow(List.of(failed.build(), answered.build())),
                new SlotRow(List.of(attempt(1, "us-3").build()))))
        .setHeaders(List.of(new HeaderRow("traceparent", ByteBuffer.wrap(new byte[] {1, 2}))))
        .setBound(true)
        .build();
  }

  /** It did not say whether the request is bound. */
  private static ExecutionRow runningOfTheFirstVersion() {
    return ExecutionRow.newBuilder(running()).setBound(null).build();
  }

  private static AttemptRow.Builder attempt(int number, String agent) {
    return AttemptRow.newBuilder()
        .setNumber(number)
        .setAgentId(agent)
        .setRegion("us-east-1")
        .setAskedAt(1_000)
        .setDueAt(21_000);
  }

  private static PatternRow pattern() {
    return PatternRow.newBuilder()
        .setCapabilities(List.of("classification"))
        .setRegion("auto")
        .setDistribution(List.of("us-east-1"))
        .setStrategy("voting")
        .setMethod("weighted")
        .setMinVotes(2)
        .setTieBreaker("first")
        .setWeights(Map.of("us-1", 2.0))
        .setThreshold(0.7)
        .setTolerance(0.1)
        .setFields(List.of("label"))
        .setCrossRegion(false)
        .setMinConfidence(0.5)
        .build();
  }

  private static ForwardedRow forwarded() {
    return ForwardedRow.newBuilder()
        .setOrigin("us-east-1")
        .setDeadline(61_000)
        .setForgetAt(3_661_000)
        .setPattern("classify")
        .setPatternVersion("1.2.3")
        .setRedact(true)
        .setHeaders(List.of(new HeaderRow("traceparent", null)))
        .setSlots(
            List.of(
                new ForwardedSlotRow(0, 1, "eu-1", 21_000L, true),
                new ForwardedSlotRow(1, 2, null, 31_000L, false)))
        .build();
  }

  private static HeldRow held() {
    return HeldRow.newBuilder()
        .setContentHash("5f3c")
        .setArrival(7)
        .setHeldSince(1_000)
        .setHeldUntil(11_000)
        .setAppendedAt(999)
        .setOffset(42)
        .setHeaders(List.of(new HeaderRow("traceparent", null)))
        .setValue(ByteBuffer.wrap("{\"input\":{}}".getBytes(UTF_8)))
        .build();
  }
}
