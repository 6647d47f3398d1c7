package dev.parallax.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.core.config.Literal;
import dev.parallax.core.config.Match;
import dev.parallax.core.config.Residency;
import dev.parallax.events.AgentRequirements;
import dev.parallax.events.ExecutionRequest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R5, R8, R13: where a request may go, worked out a second time. */
class PlainResidencyTest {
  private static final List<Literal> LITERALS =
      List.of(
          new Literal.Text("eu"),
          new Literal.Num(new BigDecimal("7")),
          new Literal.Bool(true),
          new Literal.Null());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'b':'eu'}}|true",
        "{'a':{'b':'EU'}}|false",
        "{'a':{'b':7.0}}|true",
        "{'a':{'b':'7'}}|false",
        "{'a':{'b':true}}|true",
        "{'a':{'b':'true'}}|false",
        "{'a':{'b':null}}|true",
        "{'a':{}}|false",
        "{'a':[{'b':'eu'}]}|false",
        "{'a.b':'eu'}|false"
      })
  void comparesByJsonValue(String input, boolean bound) {
    assertThat(of(values("input.a.b"), input, request())).isEqualTo(expected(bound));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'b':0}}|true",
        "{'a':{'b':false}}|true",
        "{'a':{'b':''}}|false",
        "{'a':{'b':[]}}|false",
        "{'a':{'b':{}}}|false",
        "{'a':{'b':null}}|false"
      })
  void takesAStarForPresentAndNotEmpty(String input, boolean bound) {
    assertThat(of(any("input.a.b"), input, request())).isEqualTo(expected(bound));
  }

  @Test
  void letsNothingGoAnywhereThatIsReadTwice() {
    assertThat(of(values("input.a.b"), "{'a':{'b':'us'},'a':{'b':'us'}}", request()))
        .contains(Set.of());
    assertThat(of(values("input.a.b"), "{'c':1,'c':2}", request())).isEmpty();
  }

  @Test
  void readsMetadataPriorityPatternAndOrigin() {
    var request = request();
    request.setMetadata(Map.of("tenant", "eu"));
    request.setPriority("eu");
    request.setPattern("eu");

    for (var key : List.of("metadata.tenant", "priority", "pattern", "originRegion")) {
      assertThat(of(values(key), "{}", request)).as(key).contains(Set.of("eu-west-1"));
    }
    assertThat(of(values("metadata.other"), "{}", request)).isEmpty();
  }

  @Test
  void takesTheFirstRuleThatMatches() {
    var rules =
        new Residency(
            List.of(
                new Residency.Rule(values("priority"), List.of("us-east-1"), Set.of()),
                new Residency.Rule(values("input.a"), List.of("eu-west-1"), Set.of()),
                new Residency.Rule(new Match(List.of()), List.of("ap-south-1"), Set.of())),
            true);
    var residency = new PlainResidency(rules);

    assertThat(residency.of(request(), json("{'a':'eu'}"), "eu")).contains(Set.of("eu-west-1"));
    assertThat(residency.of(request(), json("{}"), "eu")).contains(Set.of("ap-south-1"));
  }

  @Test
  void refusesWhatNoRuleMatchesIfItShall() {
    var rules =
        new Residency(
            List.of(new Residency.Rule(values("input.a"), List.of("eu-west-1"), Set.of())), true);

    assertThat(new PlainResidency(rules).of(request(), json("{}"), "eu")).contains(Set.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "eu-west-1; {}; eu-west-1",
        "$input.where || \"eu-west-1\"; {}; eu-west-1",
        "$input.where || \"eu-west-1\"; {'where':''}; eu-west-1",
        "$input.where || 'eu-west-1'; {'where':'us-east-1'}; us-east-1",
        "$input.a.b || $input.c || auto; {'c':'us-east-1'}; us-east-1"
      })
  void readsThePatternsRegion(String region, String input, String expected) {
    assertThat(PlainPatternRegions.of(agents(region), json(input))).contains(Set.of(expected));
  }

  @Test
  void leavesAllRegionsToAuto() {
    assertThat(PlainPatternRegions.of(agents("auto"), json("{}"))).isEmpty();
    assertThat(PlainPatternRegions.of(agents(null), json("{}"))).isEmpty();
    assertThat(PlainPatternRegions.of(agents("$input.a || \"auto\""), json("{}"))).isEmpty();
  }

  private static AgentRequirements agents(String region) {
    return new AgentRequirements(List.of(), 1, null, region, null);
  }

  private static Optional<Set<String>> of(Match match, String input, ExecutionRequest request) {
    var rules =
        new Residency(List.of(new Residency.Rule(match, List.of("eu-west-1"), Set.of())), false);
    return new PlainResidency(rules).of(request, json(input), "eu");
  }

  private static Optional<Set<String>> expected(boolean bound) {
    return bound ? Optional.of(Set.of("eu-west-1")) : Optional.empty();
  }

  private static Object json(String text) {
    return PlainJson.parse(text.replace('\'', '"')).orElseThrow();
  }

  private static ExecutionRequest request() {
    var request = new ExecutionRequest();
    request.setMetadata(Map.of());
    return request;
  }

  private static Match values(String key) {
    return new Match(List.of(new Match.Condition(key, Optional.of(LITERALS))));
  }

  private static Match any(String key) {
    return new Match(List.of(new Match.Condition(key, Optional.empty())));
  }
}
