package dev.parallax.cli.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.ConfigWarning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a file, what of it this release cannot do, and what is dangerous about it.
 *
 * @param file that was read
 * @param faults empty if it is valid
 * @param unsupported empty if this release can run what is valid
 * @param warnings in the order of the file
 */
public record Findings(
    Path file,
    List<ConfigFault> faults,
    List<ConfigFault> unsupported,
    List<ConfigWarning> warnings) {
  static Findings of(Path file, ConfigResult result) {
    var faults =
        result instanceof ConfigResult.Faulty faulty ? faulty.faults() : List.<ConfigFault>of();
    return new Findings(file, faults, result.unsupported(), result.warnings());
  }

  boolean isValid() {
    return faults.isEmpty();
  }

  /** Whether the apps of this release start with it. */
  boolean isRunnable() {
    return faults.isEmpty() && unsupported.isEmpty();
  }

  /** Two lines each, errors first: where and what stands there, then what to do about it. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    faults.forEach(fault -> add("error", fault, lines));
    unsupported.forEach(finding -> add("NOT YET SUPPORTED", finding, lines));
    for (var warning : warnings) {
      lines.add(head("warning", warning.line(), warning.path(), "", warning.rule()));
      lines.add("    " + warning.message());
    }
    return lines;
  }

  /** The verdict, and how much there is of each, in one line. */
  String summary() {
    var counts = new ArrayList<String>();
    count(faults.size(), "error", "errors", counts);
    count(unsupported.size(), "key not yet supported", "keys not yet supported", counts);
    count(warnings.size(), "warning", "warnings", counts);
    return file + verdict() + (counts.isEmpty() ? "" : " (" + String.join(", ", counts) + ")");
  }

  /** The findings as fields of a document. */
  public void putInto(ObjectNode json) {
    json.put("valid", isValid()).put("runnable", isRunnable());
    putAll(faults, json.putArray("faults"));
    putAll(unsupported, json.putArray("unsupported"));
    var warned = json.putArray("warnings");
    for (var warning : warnings) {
      warned
          .addObject()
          .put("path", warning.path())
          .put("line", warning.line())
          .put("rule", warning.rule())
          .put("message", warning.message());
    }
  }

  ObjectNode toJson() {
    var json = Json.object().put("file", file.toString());
    putInto(json);
    return json;
  }

  private String verdict() {
    if (!isValid()) {
      return " is not valid";
    }
    return isRunnable()
        ? " is valid"
        : " is valid, but the apps of this release refuse to start with it";
  }

  private void add(String kind, ConfigFault fault, List<String> lines) {
    lines.add(head(kind, fault.line(), fault.path(), fault.value(), fault.rule()));
    lines.add("    " + fault.message());
  }

  private String head(String kind, int line, String path, String value, String rule) {
    var place = file + (line > 0 ? ":" + line : "");
    var key = path.isEmpty() ? "" : ": " + path;
    var stands = value.isBlank() ? "" : (path.isEmpty() ? ": " : " = ") + value;
    return place + ": " + kind + key + stands + " (" + rule + ")";
  }

  private static void count(int count, String one, String many, List<String> counts) {
    if (count > 0) {
      counts.add(count + " " + (count == 1 ? one : many));
    }
  }

  private static void putAll(List<ConfigFault> faults, ArrayNode listed) {
    for (var fault : faults) {
      listed
          .addObject()
          .put("path", fault.path())
          .put("line", fault.line())
          .put("value", fault.value())
          .put("rule", fault.rule())
          .put("message", fault.message());
    }
  }
}
