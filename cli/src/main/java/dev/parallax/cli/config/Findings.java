package dev.parallax.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ConfigWarning;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is wrong with a file, and what is dangerous about it.
 *
 * @param file that was read
 * @param faults empty if it is valid
 * @param warnings in the order of the file
 */
record Findings(Path file, List<ConfigFault> faults, List<ConfigWarning> warnings) {
  static Findings of(Path file, ConfigResult result) {
    var faults =
        result instanceof ConfigResult.Faulty faulty ? faulty.faults() : List.<ConfigFault>of();
    return new Findings(file, faults, result.warnings());
  }

  /** One line each: {@code file:line: path: message}. */
  List<String> lines() {
    return Stream.concat(
            faults.stream().map(f -> line("error", f.line(), f.path(), f.message(), f.rule())),
            warnings.stream().map(w -> line("warning", w.line(), w.path(), w.message(), w.rule())))
        .toList();
  }

  private String line(String kind, int line, String path, String message, String rule) {
    var place = file + (line > 0 ? ":" + line : "");
    var key = path.isEmpty() ? "" : path + ": ";
    return place + ": " + kind + ": " + key + message + " (" + rule + ")";
  }

  ObjectNode toJson() {
    var json = Json.object().put("file", file.toString()).put("valid", faults.isEmpty());
    var listed = json.putArray("faults");
    faults.forEach(
        f ->
            listed
                .addObject()
                .put("path", f.path())
                .put("line", f.line())
                .put("value", f.value())
                .put("rule", f.rule())
                .put("message", f.message()));
    var warned = json.putArray("warnings");
    warnings.forEach(
        w ->
            warned
                .addObject()
                .put("path", w.path())
                .put("line", w.line())
                .put("rule", w.rule())
                .put("message", w.message()));
    return json;
  }
}
