package dev.parallax.deploy.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.deploy.Clone;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One rule of {@code alerts.yaml}.
 *
 * @param group the group it is in
 * @param rule as it stands there
 */
record Alert(String group, JsonNode rule) {
  static final String FILE = "deploy/prometheus/alerts.yaml";
  private static final Pattern METRIC = Pattern.compile("\\bparallax_[a-z_]+");
  private static final Pattern SERIES_OF_HISTOGRAM = Pattern.compile("_(bucket|sum|count|max)$");

  /** All of them, in the file's order. */
  static List<Alert> all() {
    var alerts = new ArrayList<Alert>();
    for (var group : Clone.yaml(FILE).get("groups")) {
      group.get("rules").forEach(rule -> alerts.add(new Alert(group.get("name").asText(), rule)));
    }
    return List.copyOf(alerts);
  }

  String name() {
    return rule.get("alert").asText();
  }

  String expression() {
    return rule.get("expr").asText();
  }

  /** As it is written, such as {@code 5m}; empty if it fires at once. */
  String lasting() {
    return rule.path("for").asText();
  }

  String severity() {
    return rule.at("/labels/severity").asText();
  }

  String annotation(String name) {
    return rule.at("/annotations/" + name).asText();
  }

  /** Names of the metrics of ours that it looks at. */
  TreeSet<String> metrics() {
    var names = new TreeSet<String>();
    METRIC
        .matcher(expression())
        .results()
        .map(MatchResult::group)
        .map(series -> SERIES_OF_HISTOGRAM.matcher(series).replaceFirst(""))
        .forEach(names::add);
    return names;
  }

  @Override
  public String toString() {
    return name();
  }
}
