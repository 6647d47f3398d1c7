package dev.parallax.deploy.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.deploy.Clone;
import dev.parallax.runtime.ops.Metric;
import dev.parallax.runtime.ops.MetricLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoardsTest {
  private static final String BOARDS = "deploy/grafana/boards";
  private static final String DATASOURCE = "${datasource}";

  /** Of Prometheus itself, of Kafka's clients. */
  private static final Set<String> OTHERS =
      Set.of("ALERTS", "up", "kafka_consumer_fetch_manager_records_lag_max");

  private static final Pattern VARIABLE = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
  private static final Pattern BY = Pattern.compile("\\b(?:by|on|ignoring|group_left) \\([^)]*\\)");
  private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"");
  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_][a-zA-Z0-9_]*\\b(?! *\\()");
  private static final Set<String> WORDS = Set.of("or", "unless", "and", "on", "by", "e");

  /**
   * A board.
   *
   * @param file its file's name
   * @param json its contents
   */
  record Board(String file, JsonNode json) {
    List<JsonNode> panels() {
      var panels = new ArrayList<JsonNode>();
      json.get("panels").forEach(panels::add);
      return panels;
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static List<Board> boards() throws IOException {
    try (var files = Files.list(Clone.path(BOARDS))) {
      return files.sorted().map(BoardsTest::read).toList();
    }
  }

  private static Board read(Path file) {
    try {
      return new Board(file.getFileName().toString(), new JsonMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new AssertionError(file + " is no JSON", e);
    }
  }

  @Test
  void areNumberedAndToldApart() throws IOException {
    assertThat(boards())
        .extracting(Board::file)
        .containsExactly(
            "1-overview.json",
            "2-routing.json",
            "3-health-failover.json",
            "4-replication.json",
            "5-one-execution.json");
    assertThat(boards())
        .extracting(board -> board.json().get("uid").asText())
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.matches("parallax-[a-z-]{3,31}"));
    assertThat(boards())
        .extracting(board -> board.json().get("title").asText())
        .doesNotHaveDuplicates()
        .allMatch(title -> title.matches("Parallax [1-5]: .+"));
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyPanelSaysWhatItShowsAndOfWhichSource(Board board) {
    assertThat(board.panels()).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
    assertThat(board.panels())
        .extracting(panel -> panel.get("title").asText())
        .doesNotHaveDuplicates();
    for (var panel : board.panels()) {
      var title = panel.get("title").asText();
      assertThat(panel.path("description").asText()).as(title).endsWith(".");
      if (panel.get("type").asText().equals("text")) {
        assertThat(panel.at("/options/content").asText()).as(title).contains("parallax ");
        continue;
      }
      assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
      assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo(DATASOURCE);
      assertThat(panel.path("targets")).as(title).isNotEmpty();
      assertThat(panel.get("targets"))
          .as(title)
          .allMatch(target -> target.at("/datasource/uid").asText().equals(DATASOURCE));
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void panelsDoNotOverlap(Board board) {
    var taken = new boolean[500][24];
    for (var panel : board.panels()) {
      var at = panel.get("gridPos");
      for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
        for (int x = at.get("x").asInt(); x < at.get("x").asInt() + at.get("w").asInt(); x++) {
          assertThat(taken[y][x]).as("%s at %d, %d", panel.get("title"), x, y).isFalse();
          taken[y][x] = true;
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("boards")
  void asksForMetricsThatExist(Board board) {
    for (var expression : expressions(board).toList()) {
      assertThat(metrics(expression)).as(expression).isNotEmpty().allMatch(BoardsTest::exists);
    }
  }

  /** Of several replicas, or control planes of several regions, each thing is shown once. */
  @ParameterizedTest
  @MethodSource("boards")
  void showsAThingOnceWhoeverElseExposesIt(Board board) {
    for (var expression : expressions(board).toList()) {
      assertThat(expression).doesNotMatch("(parallax_|rate\\(|increase\\().*");
    }
  }

  /** Its Prometheus may look after other things, too. */
  @Test
  void countsOurAlertsOnly() throws IOException {
    var ours = Clone.yaml("deploy/prometheus/alerts.yaml").findValuesAsText("alert");
    var counted =
        boards().stream()
            .flatMap(BoardsTest::expressions)
            .filter(expression -> expression.contains("ALERTS"))
            .toList();

    assertThat(counted)
        .hasSize(1)
        .allMatch(expression -> expression.contains("\"" + String.join("|", ours) + "\""));
  }

  /** Only labels whose values the configuration or a closed list bounds can be chosen from. */
  @ParameterizedTest
  @MethodSource("boards")
  void letsChooseASourceARegionAndAPattern(Board board) {
    var variables = board.json().at("/templating/list");
    assertThat(variables)
        .extracting(variable -> variable.get("name").asText())
        .containsExactly("datasource", "region", "pattern");
    for (var variable : List.of(variables.get(1), variables.get(2))) {
      var asked = VARIABLE.matcher(variable.at("/query/query").asText());
      assertThat(asked.matches()).isTrue();
      var metric =
          Arrays.stream(Metric.values())
              .filter(known -> known.exposedName().equals(asked.group(1)))
              .findAny()
              .orElseThrow();
      assertThat(metric.labels())
          .extracting(MetricLabel::exposedName)
          .contains(asked.group(2), variable.get("name").asText());
    }
  }

  @Test
  void areWhereTheProvisioningLooks() {
    var providers = Clone.yaml("deploy/grafana/provisioning/dashboards/parallax.yaml");
    var path = providers.at("/providers/0/options/path").asText();
    var mounts = Clone.yaml("compose.yaml").at("/services/grafana/volumes");

    assertThat(mounts)
        .extracting(JsonNode::asText)
        .contains(
            "./" + BOARDS + ":" + path + ":ro",
            "./deploy/grafana/provisioning:/etc/grafana/provisioning:ro");
    assertThat(Clone.yaml("compose.yaml").at("/services").has("prometheus"))
        .as("the data source's host")
        .isTrue();
  }

  private static Stream<String> expressions(Board board) {
    var panels = board.json().get("panels").findValues("expr").stream();
    var marks = board.json().get("annotations").findValues("expr").stream();
    return Stream.concat(panels, marks).map(JsonNode::asText);
  }

  private static List<String> metrics(String expression) {
    var bare = SELECTOR.matcher(BY.matcher(expression).replaceAll(" ")).replaceAll(" ");
    return NAME.matcher(bare)
        .results()
        .map(MatchResult::group)
        .filter(name -> !WORDS.contains(name))
        .toList();
  }

  private static boolean exists(String series) {
    return OTHERS.contains(series)
        || Arrays.stream(Metric.values())
            .anyMatch(
                metric ->
                    metric.kind() == Metric.Kind.HISTOGRAM
                        ? series.matches(metric.exposedName() + "_(bucket|sum|count|max)")
                        : series.equals(metric.exposedName()));
  }
}
