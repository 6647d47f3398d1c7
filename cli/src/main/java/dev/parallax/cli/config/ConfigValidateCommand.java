package dev.parallax.cli.config;

import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.config.ConfigFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = {
      "Checks a configuration file: prints all its faults and warnings, with their lines, and what"
          + " the apps of this release refuse to start with as it is not supported yet. Exits 0 if"
          + " the file is valid, whether it is supported yet or not, 2 if it is not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax config validate",
      "  parallax config validate production.yaml --output json | jq -r '.faults[].message'",
      "  parallax config validate --output json | jq -e .runnable"
    })
final class ConfigValidateCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConfigFile file = new ConfigFile();
  @Spec private CommandSpec spec;

  ConfigValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var path = file.path(session.environment());
    var findings = Findings.of(path, ConfigFiles.read(path));
    if (session.options().json()) {
      spec.commandLine().getOut().println(Json.pretty(findings.toJson()));
    } else {
      print(findings);
    }
    return findings.isValid() ? ExitCode.OK : ExitCode.USAGE;
  }

  private void print(Findings findings) {
    findings.lines().forEach(spec.commandLine().getErr()::println);
    var verdict = findings.isValid() ? spec.commandLine().getOut() : spec.commandLine().getErr();
    verdict.println(findings.summary());
  }
}
