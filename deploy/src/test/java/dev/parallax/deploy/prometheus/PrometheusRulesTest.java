package dev.parallax.deploy.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parallax.deploy.Clone;
import dev.parallax.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alerts do what their tests say, and their tests would tell if they did not. */
class PrometheusRulesTest {
  private static final String PROMTOOL = "promtool";
  private static final String AMTOOL = "amtool";
  private static final String TESTS = "deploy/prometheus/tests";
  private static final Pattern FAILED = Pattern.compile("alertname: (\\w+),");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** In the tests, a sample each: what is shorter or longer by two of them is told. */
  private static final Duration STEP = Duration.ofSeconds(30);

  @Test
  void theFilesAreOnesThatPrometheusAndAlertmanagerTake() {
    assumeThere(PROMTOOL, "prometheus");
    assumeThere(AMTOOL, "prometheus-alertmanager");
    for (var file : List.of("prometheus.yaml", "sandbox.yaml")) {
      assertPasses(PROMTOOL, List.of("check", "config", path(file)));
    }
    assertPasses(PROMTOOL, List.of("check", "rules", path("alerts.yaml")));
    assertPasses(AMTOOL, List.of("check-config", path("alertmanager.yaml")));
  }

  @Test
  void everyTestOfAnAlertHolds() {
    assumeThere(PROMTOOL, "prometheus");
    assertPasses(PROMTOOL, testing(Clone.path(TESTS)));
  }

  @Test
  void everyAlertHasATestThatFiresAndOneThatDoesNot() {
    var fires = new ArrayList<String>();
    var doesNot = new ArrayList<String>();
    for (var file : files(Clone.path(TESTS))) {
      for (var test : Clone.yaml(TESTS + "/" + file.getFileName()).get("tests")) {
        for (var asked : test.get("alert_rule_test")) {
          (asked.path("exp_alerts").isEmpty() ? doesNot : fires)
              .add(asked.get("alertname").asText());
        }
      }
    }
    var names = Alert.all().stream().map(Alert::name).toList();
    assertThat(fires).hasSameElementsAs(names);
    assertThat(doesNot).hasSameElementsAs(names);
  }

  /** A way to break a rule: what of it is changed; nothing where there is no such way. */
  private enum Fault {
    FIRES_LATE_OR_NEVER(
        alert ->
            lasting(alert)
                .map(time -> new Change("for", seconds(time.plus(STEP))))
                .or(() -> Optional.of(new Change("expr", "vector(0) > 1")))),
    FIRES_EARLY(alert -> lasting(alert).map(time -> new Change("for", seconds(time.minus(STEP))))),
    FIRES_AT_ITS_LIMIT(alert -> Optional.of(new Change("expr", laxer(alert.expression()))));

    // A function without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Alert, Optional<Change>> change;

    Fault(Function<Alert, Optional<Change>> change) {
      this.change = change;
    }
  }

  private record Change(String key, String value) {}

  private static Optional<Duration> lasting(Alert alert) {
    return alert.lasting().isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.parse("PT" + alert.lasting().toUpperCase(Locale.ROOT)));
  }

  private static String laxer(String expression) {
    int last = Math.max(expression.lastIndexOf("> "), expression.lastIndexOf("== "));
    if (last < 0) {
      return "vector(1)";
    }
    return expression.substring(0, last) + expression.substring(last).replaceFirst("[=>]+", ">=");
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenRuleIsTold(Fault fault, @TempDir Path directory) throws IOException {
    assumeThere(PROMTOOL, "prometheus");
    var broken = new ArrayList<String>();
    var rules = Clone.yaml(Alert.FILE);
    for (var group : rules.get("groups")) {
      for (var rule : group.get("rules")) {
        var alert = new Alert(group.get("name").asText(), rule.deepCopy());
        var change = fault.change.apply(alert);
        change.ifPresent(to -> ((ObjectNode) rule).put(to.key(), to.value()));
        change.ifPresent(to -> broken.add(alert.name()));
      }
    }
    assertThat(broken).hasSizeGreaterThan(10);

    assertThat(told(rules, directory)).containsAll(broken);
  }

  /** The alerts of which a test fails with these rules. */
  private static List<String> told(JsonNode rules, Path directory) throws IOException {
    var file = directory.resolve("alerts.yaml");
    YAML.writeValue(file.toFile(), rules);
    var tests = Files.createDirectory(directory.resolve("tests"));
    for (var test : files(Clone.path(TESTS))) {
      Files.copy(test, tests.resolve(test.getFileName()));
    }
    assertPasses(PROMTOOL, List.of("check", "rules", file.toString()));
    var result = run(PROMTOOL, testing(tests));
    assertThat(result.code()).as(result.output()).isEqualTo(1);
    return FAILED
        .matcher(result.output())
        .results()
        .map(failed -> failed.group(1))
        .distinct()
        .toList();
  }

  private static List<String> testing(Path directory) {
    var arguments = new ArrayList<>(List.of("test", "rules"));
    files(directory).forEach(file -> arguments.add(file.toString()));
    return arguments;
  }

  private static List<Path> files(Path directory) {
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(String file) {
    return Clone.path("deploy/prometheus").resolve(file).toString();
  }

  private static void assertPasses(String tool, List<String> arguments) {
    var result = run(tool, arguments);
    assertThat(result.code()).as("%s %s: %s", tool, arguments, result.output()).isZero();
  }

  private static Tool.Run run(String tool, List<String> arguments) {
    var command = new ArrayList<>(List.of(tool));
    command.addAll(arguments);
    return Tool.run(Clone.path("."), Map.of(), command);
  }

  private static void assumeThere(String tool, String debianPackage) {
    assumeTrue(
        Tool.isThere(tool), () -> "no %s here: apt-get install %s".formatted(tool, debianPackage));
  }
}
