package dev.parallax.runtime.input;

import static dev.parallax.runtime.input.RequestRecords.PLACE;
import static dev.parallax.runtime.input.RequestRecords.accepted;
import static dev.parallax.runtime.input.RequestRecords.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.InputLimits;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestTest {
  private final RequestRecords records = new RequestRecords();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'patern':'x'}|patern is no field of a request; the nearest is pattern",
        "{'excutionID':'x'}|excutionID is no field of a request; the nearest is executionId",
        "{'capability':{'a':[1]}}|capability is no field of a request; the nearest is capabilities",
        "{'options':{'timeout':5}}"
            + "|options.timeout is no field of a request; the nearest is options.timeoutMs"
      })
  void refusesAnUnknownFieldWithTheNearestSpelling(String json, String message) {
    assertThat(refused(records.readJson(quoted(json))).message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'pattern':7}|pattern must be a string",
        "{'priority':{'a':[]}}|priority must be a string",
        "{'capabilities':'a'}|capabilities must be an array of strings",
        "{'capabilities':['a',null]}|capabilities must be an array of strings",
        "{'capabilities':['a',[1]]}|capabilities must be an array of strings",
        "{'metadata':[]}|metadata must be an object",
        "{'metadata':{'x':1}}|metadata.x must be a string",
        "{'metadata':{'x':null}}|metadata.x must be a string; leave it out if there is none",
        "{'options':3}|options must be an object",
        "{'options':{'includeVotes':'true'}}|options.includeVotes must be true or false",
        "{'options':{'retries':2147483648}}"
            + "|options.retries must be a whole number from -2147483648 to 2147483647"
      })
  void refusesAValueOfAnotherType(String json, String message) {
    assertThat(refused(records.readJson(quoted(json))).message()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "\"5\"", "9223372036854775808", "-9223372036854775809"})
  void refusesADeadlineThatIsNoWholeNumberOfMilliseconds(String deadline) {
    assertThat(refused(records.readJson("{\"deadline\":" + deadline + "}")).message())
        .isEqualTo(
            "deadline must be a whole number from -9223372036854775808 to 9223372036854775807");
  }

  @Test
  void readsNoNumberThatIsTooLongToBeOne() {
    var digits = "9".repeat(900_000);

    assertThat(refused(records.readJson("{\"deadline\":" + digits + "}")).message())
        .startsWith("deadline must be a whole number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'pattern':'a','pattern':'a'}|pattern stands twice; name it once",
        "{'input':{},'input':{}}|input stands twice; name it once",
        "{'metadata':{'x':'1','x':'2'}}|metadata.x stands twice; name it once",
        "{'options':{'retries':1,'retries':1}}|options.retries stands twice; name it once"
      })
  void refusesAFieldThatStandsTwice(String json, String message) {
    assertThat(refused(records.readJson(quoted(json))).message()).isEqualTo(message);
  }

  @Test
  void refusesUnderItsOwnIdWhereverThatStands() {
    var refused =
        refused(
            records.read(
                "k".getBytes(UTF_8),
                quoted("{'x':1,'input':{'a':[1,{}]},'executionId':'e-1'}").getBytes(UTF_8)));

    assertThat(refused)
        .isEqualTo(
            new ParsedRequest.Refused(
                "e-1",
                "x is no field of a request; the nearest is input",
                Optional.empty(),
                refused.contentHash()));
  }

  @Test
  void refusesUnderKeyOrPlaceWithoutAUsableIdOfItsOwn() {
    var value = quoted("{'executionId':7}").getBytes(UTF_8);

    assertThat(refused(records.read("k".getBytes(UTF_8), value)).executionId()).isEqualTo("k");
    assertThat(refused(records.read(null, value)).executionId()).isEqualTo(PLACE);
  }

  @Test
  void takesNullForAbsent() {
    var nulls =
        "{'executionId':'e','pattern':null,'patternVersion':null,'capabilities':null,"
            + "'originRegion':null,'priority':null,'metadata':null,'deadline':null,"
            + "'options':null,'requestedAt':null}";

    assertThat(records.readJson(quoted(nulls)))
        .isEqualTo(records.readJson(quoted("{'executionId':'e','input':{}}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ \"a\" : [1,\t2] }", "[ ]", "-1.50e+3", "0", "true", "false", "null"})
  void takesTheInputAsItStands(String input) {
    assertThat(inputOf("{\"input\" : " + input + " , \"pattern\":\"p\"}")).isEqualTo(input);
    assertThat(inputOf("{\"input\":" + input + "}")).isEqualTo(input);
  }

  @Test
  void takesALongInputBehindManyCharactersAsItStands() {
    var wide = new RequestRecords(new InputLimits(1_000_000, 8));
    var input = "{\"text\": \"" + "h\u00e9llo \ud83d\ude00 ".repeat(20_000) + "\"}";
    var padding = " ".repeat(70_000);

    var event = accepted(wide.readJson("{" + padding + "\"input\":" + input + padding + "}"));

    assertThat(event.event().getInput()).isEqualTo(input);
  }

  @Test
  void takesAStringForTheTextOfTheInput() {
    var asObject = "{\"executionId\":\"e\",\"input\":{\"text\": \"x\"}}";
    var asString = "{\"executionId\":\"e\",\"input\":\"{\\\"text\\\": \\\"x\\\"}\"}";

    assertThat(records.readJson(asString, "text")).isEqualTo(records.readJson(asObject, "text"));
  }

  @Test
  void refusesAStringThatIsNoJsonTextAndSaysHowToSendOne() {
    var refused = refused(records.readJson("{\"executionId\":\"e\",\"input\":\"secret words\"}"));

    assertThat(refused.executionId()).isEqualTo("e");
    assertThat(refused.message())
        .startsWith("input is no JSON text (R5), from character ")
        .endsWith(" on; a plain text needs quotes, or an object such as {\"text\": \"...\"}")
        .doesNotContain("secret");
    assertThat(refused.event().orElseThrow().getInput()).isEqualTo("secret words");
  }

  @ParameterizedTest
  @ValueSource(strings = {"executionId", "pattern", "priority", "input"})
  void refusesHalfOfASurrogatePair(String field) {
    assertThat(refused(records.readJson("{\"" + field + "\":\"a\\ud800b\"}")).message())
        .isEqualTo(
            field + " holds half of a surrogate pair, which UTF-8 cannot carry; send both halves");
  }

  @Test
  void takesHalfOfASurrogatePairThatIsEscapedWithinTheInput() {
    assertThat(inputOf("{\"input\":{\"a\":\"\\ud800\"}}")).isEqualTo("{\"a\":\"\\ud800\"}");
  }

  @Test
  void refusesWhatGoesDeeperThanTheParserGoes() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var wide = new RequestRecords(new InputLimits(1_000_000, 8));

    var refused =
        refused(wide.readJson("{\"executionId\":\"e\",\"input\":" + deep + ",\"pattern\":1}"));

    assertThat(refused.executionId()).isEqualTo("e");
    assertThat(refused.message())
        .isEqualTo("the request nests deeper than input.maxDepth, 8; send it flatter");
  }

  @Test
  void showsOnlyTheBeginningOfAnUnknownName() {
    var message = refused(records.readJson("{\"a\\u0007" + "b".repeat(500) + "\":1}")).message();

    assertThat(message).startsWith("a?bbb").contains("b... is no field").hasSizeLessThan(120);
  }

  private String inputOf(String json) {
    return accepted(records.readJson(json)).event().getInput();
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
