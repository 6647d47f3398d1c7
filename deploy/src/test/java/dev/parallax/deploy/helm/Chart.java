package dev.parallax.deploy.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.parallax.deploy.Clone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The chart in this clone. */
final class Chart {
  static final String NAME = "deploy/helm/parallax";
  static final String RELEASE = "fleet";

  private static final YAMLMapper YAML = new YAMLMapper();

  private Chart() {}

  /** Value files that show what the chart is used for. */
  static List<Path> valueFiles() {
    try (var files = Files.list(Clone.path(NAME + "/ci"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path valueFile(String name) {
    return Clone.path(NAME + "/ci/" + name + "-values.yaml");
  }

  /** What a release with these values consists of. */
  static Rendered render(Path values) {
    return new Rendered(
        new Helm(Clone.path(NAME)).template().withName(RELEASE).withValuesFile(values).call());
  }

  /** The same of a file of {@code ci} with one value more. */
  static Rendered render(String valueFile, String key, Object value) {
    return new Rendered(
        new Helm(Clone.path(NAME))
            .template()
            .withName(RELEASE)
            .withValuesFile(valueFile(valueFile))
            .set(key, value)
            .call());
  }

  /** What Helm prints after an installation into the namespace {@code agents}. */
  static String notes(Path values) {
    var printed =
        new Helm(Clone.path(NAME))
            .install()
            .withName(RELEASE)
            .withNamespace("agents")
            .clientOnly()
            .dryRun()
            .withDryRunOption(DryRun.CLIENT)
            .withValuesFile(values)
            .call()
            .getOutput();
    return printed.substring(printed.indexOf("NOTES:"));
  }

  /**
   * What {@code helm lint --strict} says with these values.
   *
   * @param directory an empty one: the command knows no value files, so it gets a copy of the chart
   */
  static LintResult lint(Path values, Path directory) throws IOException {
    var chart = directory.resolve("parallax");
    copy(Clone.path(NAME), chart);
    var merged = (ObjectNode) Clone.yaml(NAME + "/values.yaml");
    merge(merged, (ObjectNode) YAML.readTree(values.toFile()));
    YAML.writeValue(chart.resolve("values.yaml").toFile(), merged);
    return new Helm(chart).lint().strict().call();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  /** As Helm does it: maps by key, everything else as a whole. */
  private static void merge(ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            entry -> {
              var there = into.get(entry.getKey());
              if (there instanceof ObjectNode below
                  && entry.getValue() instanceof ObjectNode more) {
                merge(below, more);
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }
}
