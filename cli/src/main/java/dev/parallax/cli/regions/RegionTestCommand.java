package dev.parallax.cli.regions;

import dev.parallax.cli.cases.CaseKind;
import dev.parallax.cli.cases.SourceFile;
import dev.parallax.cli.cases.TestedCases;
import dev.parallax.cli.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    description = {
      "Tests what moves work between regions: lets the timelines of failover cases pass in simulated"
          + " time and checks what they expect. No cluster is needed, and nothing is moved.",
      "Exits 0 if every case holds, 1 if one fails, 2 if a file or the command line is wrong."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax region test --cases conformance/failover.yaml",
      "  parallax region test --cases cases.yaml --output json | jq '.cases[] | select(.ok | not)'"
    })
final class RegionTestCommand implements Callable<Integer> {
  private final Session session;
  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description =
          "Files of failover cases. Files beside them that are configurations, fleets or routing"
              + " cases are passed over.")
  private List<Path> cases = List.of();

  RegionTestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var files = SourceFile.of(cases, session.environment());
    return new TestedCases(session, CaseKind.FAILOVER, spec.commandLine().getOut()).run(files);
  }
}
