package dev.parallax.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.cli.patterns.SamplePatterns;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.fleet.Agent;
import dev.parallax.core.fleet.AgentStatus;
import dev.parallax.core.fleet.Fleet;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.events.ExecutionRequest;
import dev.parallax.runtime.config.YamlDocuments;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.RequestReader;
import dev.parallax.runtime.mapping.PatternMapping;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.InMemorySchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples as records of the requests topic, read and routed as the router does. */
class SampleRecordsTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final ParallaxConfig CONFIG =
      ((ConfigResult.Valid)
              ConfigReader.read(
                  YamlDocuments.parse(
                      """
                      regions:
                        - id: us-east-1
                        - id: eu-west-1
                        - id: ap-south-1
                      """)))
          .config();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestReader reader =
      new RequestReader(
          new AvroCodecs(new InMemorySchemaRegistry()).decoder(ExecutionRequest.class), CONFIG);
  private final Router router = Router.of(CONFIG, "test");
  private final Fleet fleet = fleet();

  static Stream<String> runnable() {
    return Stream.concat(SampleFiles.ANSWERED.stream(), Stream.of("unusable"))
        .flatMap(file -> SampleDirectory.lines(file).stream());
  }

  static Stream<String> unroutable() {
    return SampleDirectory.lines("unroutable").stream();
  }

  static Stream<String> malformed() {
    return SampleDirectory.malformedFiles().stream();
  }

  @ParameterizedTest
  @MethodSource("runnable")
  void areRoutedToAnAgent(String line) {
    assertThat(router.decide(accepted(line).request(), fleet, 0)).isInstanceOf(Routed.class);
  }

  @ParameterizedTest
  @MethodSource("unroutable")
  void haveTheReasonThatIsExpected(String line) throws JsonProcessingException {
    var expected = SampleDirectory.expected(name(line)).get("reason").textValue();
    var accepted = accepted(line);

    if (expected.equals("EXPIRED")) {
      assertThat(accepted.deadline()).isLessThan(NOW);
    } else {
      assertThat(router.decide(accepted.request(), fleet, 0))
          .isInstanceOfSatisfying(
              Unroutable.class, refused -> assertThat(refused.reason()).hasToString(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void areRefusedAsIsExpected(String file) {
    var parsed = read(SampleDirectory.malformed(file));

    assertThat(said(parsed).toString())
        .startsWith(beginning(SampleDirectory.expected("malformed/" + file)));
  }

  @Test
  void areAllCoveredHere() {
    assertThat(SampleDirectory.requestFiles())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(SampleFiles.ANSWERED.stream(), Stream.of("unusable", "unroutable"))
                .toList());
  }

  private ParsedRequest.Accepted accepted(String line) {
    var parsed = read(line.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isInstanceOf(ParsedRequest.Accepted.class);
    return (ParsedRequest.Accepted) parsed;
  }

  private ParsedRequest read(byte[] value) {
    var place = new Provenance("parallax.requests", 3, 42, NOW);
    return reader.read(null, value, place, NOW, Set.of());
  }

  /** In the words of {@code expected.json}. */
  private static JsonNode said(ParsedRequest parsed) {
    var said = JSON.createObjectNode();
    if (parsed instanceof ParsedRequest.Poison poison) {
      return said.put("deadLetter", poison.reason().name());
    }
    return parsed instanceof ParsedRequest.Refused refused
        ? said.put("refused", refused.message())
        : said.put("accepted", true);
  }

  /** Messages are expected by their beginning. */
  private static String beginning(JsonNode expected) {
    var text = expected.toString();
    return text.substring(0, text.length() - "\"}".length());
  }

  private static String name(String line) throws JsonProcessingException {
    return JSON.readTree(line).at("/metadata/sample").textValue();
  }

  private static Fleet fleet() {
    var fleet =
        Fleet.empty()
            .with(agent("us-east-1", "classification", "analysis"))
            .with(agent("eu-west-1", "classification", "translation"))
            .with(agent("ap-south-1", "classification", "analysis"));
    for (PatternDocument document : SamplePatterns.all()) {
      fleet =
          fleet.with(PatternMapping.pattern(document.applied("us-east-1", NOW, Optional.empty())));
    }
    return fleet;
  }

  private static Agent agent(String region, String... capabilities) {
    return new Agent(
        region + "-1", region, Set.of(capabilities), 4, 0, 0, AgentStatus.CONNECTED, 0, "i");
  }
}
