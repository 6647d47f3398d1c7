package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.APPENDED;
import static dev.parallax.runtime.input.RequestRecords.FROM;
import static dev.parallax.runtime.input.RequestRecords.PLACE;
import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static dev.parallax.runtime.input.RequestRecords.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.core.routing.Input;
import dev.parallax.core.routing.Request;
import dev.parallax.core.routing.Value;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.events.ExecutionTask;
import dev.parallax.runtime.deadletter.DeadLetterReason;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import dev.parallax.runtime.input.ParsedRequest.Poison;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.RegistryException;
import dev.parallax.schemas.SchemaRegistryClient;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private final RequestRecords records = new RequestRecords();

  @Test
  void readsEveryFieldOfAnAvroRequest() {
    var sent =
        request("e-1", "{\"country\":\"DE\",\"text\":\"guten Tag\"}")
            .setPattern("classifier")
            .setPatternVersion("1.0.0")
            .setCapabilities(List.of("classification", "gdpr"))
            .setOriginRegion("eu-west-1")
            .setPriority("high")
            .setMetadata(Map.of("tenant", "acme"))
            .setDeadline(APPENDED + 5_000)
            .setOptions(new ExecutionOptions(2_000L, 1, true))
            .setRequestedAt(7L);

    var read = accepted(records.read(sent, "country"));

    assertThat(read)
        .isEqualTo(
            new Accepted(
                new Request(
                    "e-1",
                    Optional.of("classifier"),
                    Optional.of("1.0.0"),
                    Set.of("classification", "gdpr"),
                    Input.of(Map.of("country", new Value.Text("DE"))),
                    Optional.of("eu-west-1"),
                    Optional.of("high"),
                    Map.of("tenant", "acme"),
                    1,
                    Set.of()),
                sent.build(),
                APPENDED + 5_000,
                read.contentHash()));
  }

  @Test
  void readsTheSameRequestFromJsonWhateverTheOrderOfItsFields() {
    var avro =
        request("e-1", "{\"a\": 1}")
            .setCapabilities(List.of("b", "a"))
            .setMetadata(Map.of("x", "1", "y", "2"))
            .setOptions(new ExecutionOptions(null, 2, false));

    var json =
        records.readJson(
            " \r\n\t{\"options\":{\"retries\":2},\"metadata\":{\"y\":\"2\",\"x\":\"1\"},"
                + "\"input\":{\"a\": 1},\"pattern\":null,\"capabilities\":[\"b\",\"a\"],"
                + "\"executionId\":\"e-1\"} ",
            "a");

    assertThat(json).isEqualTo(records.read(avro, "a"));
  }

  @Test
  void takesTheKeyAndThenThePlaceAsIdentity() {
    var nameless = records.avro(request(null, "{}"));

    assertThat(accepted(records.read("k-1".getBytes(UTF_8), nameless)).request().executionId())
        .isEqualTo("k-1");
    assertThat(accepted(records.read(null, nameless)).request().executionId()).isEqualTo(PLACE);
    assertThat(accepted(records.read(new byte[0], nameless)).request().executionId())
        .isEqualTo(PLACE);
    assertThat(accepted(records.read(null, nameless)).event().getExecutionId()).isNull();
  }

  @Test
  void prefersItsOwnIdentityToItsKey() {
    var named = records.avro(request("e-1", "{}"));

    assertThat(accepted(records.read("k-1".getBytes(UTF_8), named)).request().executionId())
        .isEqualTo("e-1");
  }

  @Test
  void refusesAnIdentityThatCannotBeOneUnderTheNextThatCan() {
    var key = "k-1".getBytes(UTF_8);
    var overlong = records.avro(request("x".repeat(257), "{}"));

    assertThat(accepted(records.read(request("x".repeat(256), "{}")))).isNotNull();
    assertThat(refused(records.read(key, overlong)).executionId()).isEqualTo("k-1");
    assertThat(refused(records.read(null, overlong)).executionId()).isEqualTo(PLACE);
    assertThat(refused(records.read(null, overlong)).message())
        .isEqualTo("executionId is longer than 256 characters; shorten it");
    assertThat(refused(records.read(request(" ", "{}"))).message())
        .isEqualTo("executionId is blank; give it a value, or leave it out");
    assertThat(refused(records.read(request("a\nb", "{}"))).message())
        .isEqualTo("executionId holds a control character; use printable ones");
    assertThat(refused(records.read(request("a\ufffd", "{}"))).message())
        .isEqualTo("executionId holds U+FFFD, the mark of bytes that were no UTF-8; send UTF-8");
  }

  @Test
  void refusesAKeyThatCannotBeTheIdentityThatIsAbsent() {
    var nameless = records.avro(request(null, "{}"));
    var stands = "; it stands for executionId, which is absent (R22)";

    var binary = refused(records.read(new byte[] {(byte) 0xff, 1}, nameless));
    var number = refused(records.read(new byte[] {0, 0, 0, 7}, nameless));

    assertThat(binary.executionId()).isEqualTo(PLACE);
    assertThat(binary.message()).isEqualTo("the record's key is no UTF-8 text" + stands);
    assertThat(number.executionId()).isEqualTo(PLACE);
    assertThat(number.message())
        .isEqualTo("the record's key holds a control character; use printable ones" + stands);
  }

  @Test
  void makesAMissingValueADeadLetter() {
    assertThat(records.read(null, (byte[]) null))
        .isEqualTo(
            new Poison(DeadLetterReason.NO_VALUE, "the record has no value; send a request"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "[1]", "\"{}\"", "hello", "\u00ef\u00bb\u00bf{}", "\u0000\u0000"})
  void makesWhatIsNeitherAvroNorAJsonObjectADeadLetter(String value) {
    var poison = (Poison) records.read(null, value.getBytes(ISO_8859_1));

    assertThat(poison.reason()).isEqualTo(DeadLetterReason.UNREADABLE);
    assertThat(poison.message()).startsWith("neither a JSON object nor the wire format: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}{}",
        "{} x",
        "{\"input\":{]}",
        "{'input':1}",
        "{\"input\":tru}",
        "{\"a\"}"
      })
  void makesAnObjectThatIsNoJsonADeadLetter(String value) {
    var poison = (Poison) records.readJson(value);

    assertThat(poison.reason()).isEqualTo(DeadLetterReason.UNREADABLE);
    assertThat(poison.message())
        .matches("it begins as a JSON request, but is no JSON from character \\d+ on");
  }

  @Test
  void makesJsonThatIsNoUtf8ADeadLetter() {
    var value = "{\"input\":{\"a\":\"\u00e9\"}}".getBytes(ISO_8859_1);

    assertThat(records.read(null, value))
        .isEqualTo(
            new Poison(
                DeadLetterReason.UNREADABLE, "it begins as a JSON request, but is no UTF-8"));
    assertThat(accepted(records.readJson("{\"input\":\"\\\"\ufffd\\\"\"}"))).isNotNull();
  }

  @Test
  void tellsDeadLettersOfTheWireFormatApart() {
    var whole = records.avro(request("e-1", "{}"));
    var unknown = whole.clone();
    unknown[4] = 99;
    var task = records.codecs().encoder("t", ExecutionTask.class);
    var other =
        task.encode(
            ExecutionTask.newBuilder()
                .setExecutionId("e")
                .setSlot(0)
                .setInput("{}")
                .setAgentId("a")
                .setRegion("r")
                .setDeadline(1)
                .build());

    assertThat(reason(Arrays.copyOf(whole, whole.length - 3)))
        .isEqualTo(DeadLetterReason.UNREADABLE);
    assertThat(reason(Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(DeadLetterReason.UNREADABLE);
    assertThat(reason(unknown)).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA);
    assertThat(reason(other)).isEqualTo(DeadLetterReason.WRONG_RECORD);
  }

  @Test
  void makesMoreBytesThanAnyValidRequestCanTakeADeadLetter() {
    var most = 6 * RequestRecords.LIMITS.maxBytes() + (1 << 20);

    assertThat(records.readJson("{}" + " ".repeat(most - 2))).isInstanceOf(Accepted.class);
    assertThat(records.readJson("{}" + " ".repeat(most - 1)))
        .isEqualTo(
            new Poison(
                DeadLetterReason.OVERSIZE,
                most + 1 + " bytes are more than any valid request can take; send less input"));
  }

  @Test
  void throwsWhatTheRegistryDidNotAnswer() {
    var nobody = URI.create("http://127.0.0.1:1");
    var value = records.avro(request("e-1", "{}"));
    try (var registry =
        SchemaRegistryClient.builder(List.of(nobody)).timeBudget(Duration.ofMillis(50)).build()) {
      var reader =
          new RequestReader(
              new AvroCodecs(registry).decoder(ExecutionRequest.class),
              RequestRecords.config(RequestRecords.LIMITS));

      assertThatThrownBy(() -> reader.read(null, value, FROM, APPENDED, Set.of()))
          .isInstanceOf(RegistryException.class);
    }
  }

  private DeadLetterReason reason(byte[] value) {
    return ((Poison) records.read(null, value)).reason();
  }
}
