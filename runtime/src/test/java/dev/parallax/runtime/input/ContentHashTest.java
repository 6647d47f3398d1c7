package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.APPENDED;
import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static dev.parallax.runtime.input.RequestRecords.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContentHashTest {
  private final RequestRecords records = new RequestRecords();

  @Test
  void isThirtyTwoHexadecimalDigits() {
    assertThat(hash(base())).matches("[0-9a-f]{32}");
  }

  @Test
  void leavesOutIdentityAndTimeOfTheRequest() {
    assertThat(hash(base().setExecutionId("other").setRequestedAt(9L))).isEqualTo(hash(base()));
  }

  @Test
  void countsNeitherOrderNorRepetitionOfCapabilities() {
    assertThat(hash(base().setCapabilities(List.of("a", "b", "a"))))
        .isEqualTo(hash(base().setCapabilities(List.of("b", "a"))));
  }

  @Test
  void takesNoOptionsForOptionsWithoutValues() {
    assertThat(hash(base().setOptions(new ExecutionOptions(null, null, false))))
        .isEqualTo(hash(base()));
  }

  static Stream<ExecutionRequest.Builder> others() {
    return Stream.of(
        base().setPattern("q"),
        base().setPattern(null),
        base().setPattern("p").setPatternVersion("1"),
        base().setCapabilities(List.of("a")),
        base().setCapabilities(List.of("a", "b")),
        base().setCapabilities(List.of("ab")),
        base().setInput("[]"),
        base().setOriginRegion("eu"),
        base().setPriority("eu"),
        base().setMetadata(Map.of("a", "b")),
        base().setMetadata(Map.of("b", "a")),
        base().setDeadline(APPENDED),
        base().setDeadline(APPENDED + 1),
        base().setOptions(new ExecutionOptions(1L, null, false)),
        base().setOptions(new ExecutionOptions(null, 1, false)),
        base().setOptions(new ExecutionOptions(null, null, true)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void differsWithEveryOtherField(ExecutionRequest.Builder other) {
    assertThat(hash(other)).isNotEqualTo(hash(base()));
    assertThat(others().filter(another -> hash(another).equals(hash(other)))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|{ \"a\" :\t1 }",
        "{\"a\":\"b\"}|{\"\\u0061\":\"\\u0062\"}",
        "\"/\"|\"\\/\""
      })
  void takesTheMeaningOfTheInputsText(String one, String same) {
    assertThat(hash(base().setInput(one))).isEqualTo(hash(base().setInput(same)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|{\"a\":2}",
        "{\"a\":1}|{\"a\":1.0}",
        "{\"a\":1}|{\"a\":\"1\"}",
        "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}",
        "{\"a\":[1,2]}|{\"a\":[1],\"b\":2}",
        "[[1],2]|[[1,2]]",
        "[12]|[1,2]",
        "true|\"true\"",
        "[]|{}",
        "\"\\ud800\"|\"\\ud801\""
      })
  void tellsInputsApart(String one, String other) {
    assertThat(hash(base().setInput(one))).isNotEqualTo(hash(base().setInput(other)));
  }

  @Test
  void isThatOfTheBytesWhereTheFieldsCannotBeRead() {
    var one = refused(records.readJson("{\"executionId\":\"e\",\"x\":1}"));
    var same = refused(records.readJson("{\"executionId\":\"e\",\"x\":1}"));
    var other = refused(records.readJson("{\"executionId\":\"e\",\"x\":2}"));

    assertThat(same.contentHash()).isEqualTo(one.contentHash());
    assertThat(other.contentHash()).isNotEqualTo(one.contentHash());
  }

  @Test
  void tellsMalformedInputsApart() {
    var one = refused(records.read(base().setInput("{\"a\":1"))).contentHash();
    var other = refused(records.read(base().setInput("{\"a\": 1"))).contentHash();

    assertThat(one).isNotEqualTo(other);
    assertThat(refused(records.read(base().setInput("{\"a\":1"))).contentHash()).isEqualTo(one);
  }

  @Test
  void feedsTextsOfAnyLengthWhole() {
    var text = "x\u00e9\u20ac".repeat(5_000);
    var hash = new ContentHash();
    hash.text('t', text);
    var whole = hash.end();

    hash.begin();
    hash.text('t', text.toCharArray(), 0, text.length());
    assertThat(hash.end()).isEqualTo(whole);
    hash.text('t', text.substring(1) + "x");
    assertThat(hash.end()).isNotEqualTo(whole);
    hash.bytes('b', text.getBytes(UTF_8));
    assertThat(hash.end()).isNotEqualTo(whole);
  }

  private static ExecutionRequest.Builder base() {
    return request("e", "{}").setPattern("p");
  }

  private String hash(ExecutionRequest.Builder request) {
    return accepted(records.read(request)).contentHash();
  }
}
