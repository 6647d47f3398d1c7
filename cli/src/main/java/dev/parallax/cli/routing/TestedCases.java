package dev.parallax.cli.routing;

import dev.parallax.cli.cases.CaseFiles;
import dev.parallax.cli.cases.RoutingCase;
import dev.parallax.cli.cases.SourceFile;
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
 * @param out where results go
 */
record TestedCases(Session session, PrintWriter out) {

  /**
   * Tests all of them.
   *
   * @return the exit code
   * @throws CommandFailure if a file is faulty or none holds routing cases
   */
  int run(List<SourceFile> named) {
    var files = CaseFiles.read(named);
    if (!files.faults().isEmpty()) {
      return refuse(files.faults());
    }
    if (files.cases().isEmpty()) {
      throw CommandFailure.usage(nothingToTest(named, files));
    }
    var verdicts = files.cases().stream().map(RoutingCase::judge).toList();
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
    return files.failovers().isEmpty()
        ? "there are no cases in " + names + ": list them below the key cases"
        : "there are only failover cases in "
            + names
            + ", which this release does not test yet; name files of routing cases";
  }
}
