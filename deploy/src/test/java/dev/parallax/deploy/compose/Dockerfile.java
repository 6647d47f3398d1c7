package dev.parallax.deploy.compose;

import dev.parallax.deploy.Clone;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the Dockerfile says.
 *
 * @param lines instructions, those that go over several lines joined
 */
record Dockerfile(List<String> lines) {
  static final String PATH = "deploy/docker/Dockerfile";

  private static final Pattern FROM = Pattern.compile("FROM (\\S+) AS (\\S+)");

  /**
   * A stage.
   *
   * @param base what it begins with: an image, or another stage
   * @param name by which it is built
   * @param lines instructions after the first
   */
  record Stage(String base, String name, List<String> lines) {
    List<String> of(String instruction) {
      return lines.stream().filter(line -> line.startsWith(instruction + " ")).toList();
    }
  }

  static Dockerfile ofClone() {
    var text = Clone.text(PATH).replaceAll("\\\\\\n\\s*", "");
    return new Dockerfile(
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
  }

  List<Stage> stages() {
    var stages = new ArrayList<Stage>();
    for (var line : lines) {
      var from = FROM.matcher(line);
      if (from.matches()) {
        MatchResult found = from.toMatchResult();
        stages.add(new Stage(found.group(1), found.group(2), new ArrayList<>()));
      } else {
        stages.get(stages.size() - 1).lines().add(line);
      }
    }
    return stages;
  }

  Stage stage(String name) {
    return stages().stream()
        .filter(stage -> stage.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no stage " + name));
  }

  /** A stage and those that it begins with, itself first. */
  List<Stage> chain(String name) {
    var chain = new ArrayList<Stage>();
    for (var stage = stage(name); stage != null; stage = base(stage)) {
      chain.add(stage);
    }
    return chain;
  }

  private Stage base(Stage stage) {
    return stages().stream().filter(s -> s.name().equals(stage.base())).findFirst().orElse(null);
  }
}
