package dev.parallax.cli.cases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the cases of one run.
 *
 * @param files that they were read from
 * @param verdicts one per case, in order
 */
record CasesReport(CaseFiles files, List<Verdict> verdicts) {
  private static final String INDENT = "        ";

  /** Whether every case holds. */
  boolean holds() {
    return failed() == 0;
  }

  private long failed() {
    return verdicts.stream().filter(verdict -> !verdict.holds()).count();
  }

  /** A line per case, of what was left out, and a count. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    verdicts.forEach(verdict -> add(verdict, lines));
    files.passedOver().forEach((file, kind) -> lines.add(passedOver(file, kind)));
    files.skipped().forEach((file, count) -> lines.add(skipped(file, count)));
    long ok = verdicts.size() - failed();
    lines.add(counted(verdicts.size()) + ": " + ok + " ok, " + failed() + " FAILED");
    return lines;
  }

  private static void add(Verdict verdict, List<String> lines) {
    var tested = verdict.tested();
    var place = tested.file().shown() + ":" + tested.line() + ": ";
    lines.add((verdict.holds() ? "ok      " : "FAILED  ") + place + tested.name());
    verdict
        .mismatch()
        .ifPresent(
            mismatch -> {
              lines.add(INDENT + "expected: " + mismatch.expected());
              lines.add(INDENT + "actual:   " + mismatch.actual());
              mismatch.explanation().lines().forEach(line -> lines.add(INDENT + line));
            });
  }

  private static String passedOver(SourceFile file, String kind) {
    return file.shown() + ": passed over, it is " + kind;
  }

  private String skipped(SourceFile file, int count) {
    var other = files.kind().other();
    return "%s: %d %s skipped: test them by %s"
        .formatted(
            file.shown(), count, other.word() + (count == 1 ? " case" : " cases"), other.command());
  }

  private static String counted(int cases) {
    return cases + (cases == 1 ? " case" : " cases");
  }

  ObjectNode json() {
    var json = Json.object();
    var cases = json.putArray("cases");
    verdicts.forEach(verdict -> cases.add(json(verdict)));
    var passedOver = json.putArray("passedOver");
    files.passedOver().forEach((file, kind) -> passedOver.add(named(file).put("kind", kind)));
    var skipped = json.putArray("skipped");
    var key = files.kind().other().word() + "Cases";
    files.skipped().forEach((file, count) -> skipped.add(named(file).put(key, count)));
    return json.put("total", verdicts.size())
        .put("ok", verdicts.size() - failed())
        .put("failed", failed());
  }

  private static ObjectNode json(Verdict verdict) {
    var tested = verdict.tested();
    var json =
        named(tested.file())
            .put("line", tested.line())
            .put("name", tested.name())
            .put("ok", verdict.holds());
    verdict
        .mismatch()
        .ifPresent(
            mismatch ->
                json.put("expected", mismatch.expected())
                    .put("actual", mismatch.actual())
                    .put("explanation", mismatch.explanation()));
    return json;
  }

  /** Why nothing was tested. */
  static ObjectNode json(List<CaseFiles.Fault> faults) {
    var json = Json.object();
    var listed = json.putArray("faults");
    for (var found : faults) {
      var fault = found.fault();
      listed.add(
          named(found.file())
              .put("line", fault.line())
              .put("path", fault.path())
              .put("value", fault.value())
              .put("rule", fault.rule())
              .put("message", fault.message()));
    }
    return json;
  }

  private static ObjectNode named(SourceFile file) {
    return Json.object().put("file", file.shown().toString());
  }
}
