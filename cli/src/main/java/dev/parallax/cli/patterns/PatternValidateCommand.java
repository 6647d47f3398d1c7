package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.config.Findings;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = {
      "Checks pattern documents without a cluster: prints all faults of all files, with their"
          + " lines. Where a configuration is known, regions that it does not define are faults."
          + " Exits 0 if all are valid, else 2."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern validate -f patterns/",
      "  parallax pattern validate -f a.yaml b.yaml --output json | jq -r '.files[].faults[].message'"
    })
final class PatternValidateCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final PatternSources sources = new PatternSources();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  PatternValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var regions = cluster.find(session).map(c -> c.regionIds()).orElse(List.of());
    var files = sources.read(session.environment(), regions);
    if (session.options().json()) {
      spec.commandLine().getOut().println(json(files));
    } else {
      print(files);
    }
    return files.areValid() ? ExitCode.OK : ExitCode.USAGE;
  }

  private void print(PatternFiles files) {
    var err = spec.commandLine().getErr();
    files.findings().stream().map(Findings::lines).forEach(lines -> lines.forEach(err::println));
    for (var named : files.documents()) {
      var document = named.document();
      spec.commandLine()
          .getOut()
          .println(
              "%s is valid: %s %s".formatted(named.file(), document.name(), document.version()));
    }
  }

  private static String json(PatternFiles files) {
    var document = Json.object();
    var array = document.putArray("files");
    for (var named : files.documents()) {
      array
          .addObject()
          .put("file", named.file().toString())
          .put("valid", true)
          .put("name", named.document().name())
          .put("version", named.document().version())
          .putArray("faults");
    }
    for (var finding : files.findings()) {
      finding.putInto(array.addObject().put("file", finding.file().toString()));
    }
    return Json.pretty(document);
  }
}
