package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static dev.parallax.runtime.input.RequestRecords.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parallax.core.config.InputLimits;
import dev.parallax.core.routing.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputReaderTest {
  private final RequestRecords records = new RequestRecords();

  @Test
  void keepsValuesOfEveryKindAtTheWantedPaths() {
    var input =
        "{'text':'DE','number':1.0,'yes':true,'no':false,'nil':null,'object':{'x':1},"
            + "'empty':{},'list':[1],'none':[],'other':'not wanted'}";

    assertThat(
            kept(
                input, "text", "number", "yes", "no", "nil", "object", "empty", "list", "none",
                "missing"))
        .isEqualTo(
            Map.of(
                "text", new Value.Text("DE"),
                "number", new Value.Num(BigDecimal.ONE),
                "yes", new Value.Bool(true),
                "no", new Value.Bool(false),
                "nil", new Value.Null(),
                "object", new Value.Composite(false),
                "empty", new Value.Composite(true),
                "list", new Value.Composite(false),
                "none", new Value.Composite(true)));
  }

  @Test
  void followsPathsThroughObjectsOnly() {
    var input = "{'a':{'z':{'b':9},'b':{'c':1}},'l':[{'b':2}],'s':'x','b':{'c':3}}";

    assertThat(kept(input, "a", "a.b.c", "l.b", "s.b", "a.b.c.d"))
        .isEqualTo(Map.of("a", new Value.Composite(false), "a.b.c", new Value.Num(BigDecimal.ONE)));
  }

  @Test
  void findsNothingInAnInputThatIsNoObject() {
    assertThat(kept("[{'a':1}]", "a")).isEmpty();
    assertThat(kept("'a'", "a")).isEmpty();
    assertThat(kept("null", "a")).isEmpty();
  }

  @Test
  void forgetsTheInputBefore() {
    assertThat(kept("{'a':1}", "a")).hasSize(1);
    assertThat(kept("{'b':1}", "a")).isEmpty();
    assertThat(refused(records.read(request("e", "{\"a\":1,\"a\":1}"), "a"))).isNotNull();
    assertThat(kept("{'a':1}", "a")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1,'a':1}|a",
        "{'a':{'b':1,'b':2}}|a.b",
        "{'a':{'b':1},'a':{'c':2}}|a.b",
        "{'a':7,'a':{'b':1}}|a.b",
        "{'a':{'b':1},'\\u0061':7}|a.b",
        "{'a':{'b':{},'x':[[]],'b':1}}|a.b.c"
      })
  void refusesAKeyThatStandsTwiceOnAWantedPath(String input, String path) {
    var refused = refused(records.read(request("e", input.replace('\'', '"')), path));

    assertThat(refused.message())
        .matches("input\\.[ab.]+ stands twice, and a rule reads it \\(R5\\); name it once");
    assertThat(refused.event()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'x':1,'x':2,'a':{'b':1}}|a.b",
        "{'a':{'b':{'c':1,'c':2}}}|a.b",
        "{'l':[{'b':1,'b':2}]}|l.b",
        "{'x':{'a':1,'a':2}}|a",
        "{'a':1,'A':2}|a"
      })
  void takesAKeyThatStandsTwiceWhereNothingIsRead(String input, String path) {
    assertThat(accepted(records.read(request("e", input.replace('\'', '"')), path))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":}",
        "{\"a\":1,}",
        "[1 2]",
        "{} {}",
        "1 2",
        "nul",
        "NaN",
        "01",
        "'a'",
        "{a:1}",
        "\"\t\"",
        "\"\\x\"",
        "// x\n1",
        "",
        "  ",
        "hello"
      })
  void refusesMalformedInput(String input) {
    var refused = refused(records.read(request("e", input)));

    assertThat(refused.executionId()).isEqualTo("e");
    assertThat(refused.message()).startsWith("input ").doesNotContain("hello");
    assertThat(refused.event().orElseThrow().getInput()).isEqualTo(input);
  }

  @Test
  void refusesInputBeyondTheLimits() {
    var fits = "\"" + "x".repeat(998) + "\"";
    var wide = "\"" + "\u20ac".repeat(333) + "\"";

    assertThat(accepted(records.read(request("e", fits)))).isNotNull();
    assertThat(refused(records.read(request("e", fits + " "))).message())
        .isEqualTo("input is longer than input.maxBytes, 1000 bytes; send less");
    assertThat(refused(records.read(request("e", wide)))).isNotNull();
    assertThat(refused(records.read(request("e", fits + " "))).event()).isEmpty();
    assertThat(accepted(records.read(request("e", "[".repeat(8) + "]".repeat(8))))).isNotNull();
    assertThat(refused(records.read(request("e", "[".repeat(9) + "]".repeat(9)))).message())
        .isEqualTo("input nests deeper than input.maxDepth, 8; send it flatter");
  }

  @Test
  void refusesInputThatIsDeepWithoutEnd() {
    var huge = new RequestRecords(new InputLimits(1_000_000, 64));

    assertThat(refused(huge.read(request("e", "[".repeat(500_000)))).message())
        .isEqualTo("input nests deeper than input.maxDepth, 64; send it flatter");
  }

  @Test
  @Timeout(10)
  void boundsTheNumbersThatRoutingCompares() {
    var out = "input.a is a number out of range, and a rule reads it; send a shorter one";

    for (var number :
        new String[] {"1e999999999", "-1e-999999999", "0e999999999", "1e99999999999", "1e2001"}) {
      assertThat(refused(records.read(request("e", "{\"a\":" + number + "}"), "a")).message())
          .isEqualTo(out);
    }
    var huge = new RequestRecords(new InputLimits(1_000_000, 64));
    var digits = "{\"a\":" + "9".repeat(900_000) + "}";
    assertThat(refused(huge.read(request("e", digits), "a")).message()).isEqualTo(out);
  }

  @Test
  @Timeout(10)
  void letsAnyNumberPassWhereNothingIsRead() {
    var huge = new RequestRecords(new InputLimits(1_000_000, 64));
    var input = "{\"b\":1e999999999,\"c\":" + "9".repeat(900_000) + "}";

    assertThat(accepted(huge.read(request("e", input), "a")).event().getInput()).isEqualTo(input);
    assertThat(kept("{'a':1e300}", "a").get("a")).isEqualTo(new Value.Num(new BigDecimal("1e300")));
  }

  @Test
  void readsAMegabyteWithinABoundedTime() {
    var huge = new RequestRecords(new InputLimits(1_000_000, 64));
    var input = "[" + "{\"k\":[1,\"v\"]},".repeat(60_000) + "null]";

    assertTimeout(Duration.ofSeconds(5), () -> accepted(huge.read(request("e", input), "a")));
  }

  private Map<String, Value> kept(String input, String... paths) {
    return accepted(records.read(request("e", input.replace('\'', '"')), paths))
        .request()
        .input()
        .values();
  }
}
