package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.patterns.RegionalPatterns.Conflict;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "conflicts",
    description = {
      "Lists patterns of which regions applied the same version with different contents. All regions"
          + " use the same one of them; a higher version, applied anywhere, ends the conflict. Where"
          + " all regions share a cluster there is none. Exits 0."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern conflicts",
      "  parallax pattern conflicts --output json | jq -r '.conflicts[].name'"
    })
final class PatternConflictsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  PatternConflictsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.connection(session);
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      print(RegionalPatterns.read(connection, AvroCodecs.lookingUp(registry)).conflicts());
    }
    return ExitCode.OK;
  }

  private void print(List<Conflict> conflicts) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var document = Json.object();
      var array = document.putArray("conflicts");
      for (var conflict : conflicts) {
        var entry =
            array
                .addObject()
                .put("name", conflict.name())
                .put("version", conflict.version())
                .put("stands", conflict.stands());
        conflict.others().forEach(entry.putArray("others")::add);
      }
      out.println(Json.pretty(document));
    } else if (conflicts.isEmpty()) {
      out.println("no conflicts");
    } else {
      var table = Table.of("Pattern", "Version", "Stands", "Other content in");
      conflicts.forEach(
          conflict ->
              table.row(
                  conflict.name(),
                  conflict.version(),
                  conflict.stands(),
                  String.join(", ", conflict.others())));
      out.println(table);
    }
  }
}
