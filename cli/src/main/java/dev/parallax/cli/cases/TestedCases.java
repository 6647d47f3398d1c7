package dev.parallax.cli.cases;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tests the cases of files, without any cluster.
 *
 * @param session of the command
 * @param kind of the cases that are tested; others are skipped
 * @param out where results go
 */
public record TestedCases(Session session, CaseKind kind, PrintWriter out) {

  /**
   * Tests all of them.
   *
   * @return the exit code
   * @throws CommandFailure if a file is faulty or none holds cases of the kind
   */
  public int run(List<SourceFile> named) {
    var files = CaseFiles.read(kind, named);
    if (!files.faults().isEmpty()) {
      return refuse(files.faults());
    }
    if (files.cases().isEmpty()) {
      throw CommandFailure.usage(nothingToTest(named, files));
    }
    var verdicts = files.cases().stream().map(Case::judge).toList();
    var report = new CasesReport(files, verdicts);
    if (session.options().json()) {
      out.println(Json.pretty(report.json()));
    } else {
      report.lines().forEach(out::println);
    }
    return report.holds() ? ExitCode.OK : ExitCode.FAILED;
  }

  private int refuse(List<CaseFiles.Fault> faults) {
    if (session.options().json()) {
      out.println(Json.pretty(CasesReport.json(faults)));
      return ExitCode.USAGE;
    }
    throw CommandFailure.usage(
        faults.stream()
            .map(CaseFiles.Fault::text)
            .collect(Collectors.joining("\n", "nothing was tested, the files have faults:\n", "")));
  }

  private static String nothingToTest(List<SourceFile> named, CaseFiles files) {
    var names =
        named.stream().map(file -> file.shown().toString()).collect(Collectors.joining(" "));
    return files.skipped().isEmpty()
        ? "there are no cases in " + names + ": list them below the key cases"
        : "there are only %s cases in %s: test them by %s, or name files of %s cases"
            .formatted(
                files.kind().other().word(),
                names,
                files.kind().other().command(),
                files.kind().word());
  }
}
