package dev.parallax.cli.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "print",
    description = {
      "Prints the rights that an installation needs at its cluster and no more, by role. Asks no"
          + " cluster. READ and WRITE imply DESCRIBE; '*' at the end of a name: all that begin so."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax acl print",
      "  parallax acl print --role agent --region eu-west-1",
      "  parallax acl print --principal producer=User:shop --principal producer=User:web",
      "  parallax acl print --format commands > acls.sh      lines for Kafka's own tool",
      "  parallax acl print --output json | jq -r '.rights[].principal' | sort -u"
    })
final class AclPrintCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final AccessOptions access = new AccessOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table (default), or commands: lines for kafka-acls.sh, which log in by"
              + " admin.properties.")
  private Format format = Format.TABLE;

  /** How people are shown them. */
  enum Format {
    TABLE,
    COMMANDS
  }

  AclPrintCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var connection = access.connection(session, err);
    var grants = access.chosen(AccessOptions.rules(connection, err), connection);
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(json(grants, connection)));
    } else if (format == Format.COMMANDS) {
      new ShellLines(connection.bootstrapServers()).of(grants).forEach(out::println);
    } else {
      out.println(table(grants));
    }
    return ExitCode.OK;
  }

  private static Table table(List<Grant> grants) {
    var table = Table.of("Role", "Principal", "Resource", "Operations");
    grants.forEach(
        grant ->
            table.row(
                grant.holder().text(),
                grant.principal(),
                Grant.text(grant.right().resource()),
                grant.operations()));
    return table;
  }

  private static ObjectNode json(List<Grant> grants, Connection connection) {
    var json = Json.object().put("bootstrapServers", connection.bootstrapServers());
    connection.controlPlane().ifPresent(region -> json.put("region", region));
    var rights = json.putArray("rights");
    for (var grant : grants) {
      var resource = grant.right().resource();
      var entry = rights.addObject().put("role", grant.holder().role().text());
      grant.holder().region().ifPresent(region -> entry.put("region", region));
      entry
          .put("principal", grant.principal())
          .put("resourceType", resource.resourceType().name())
          .put("name", resource.name())
          .put("patternType", resource.patternType().name())
          .set("operations", Json.tree(grant.right().operations()));
    }
    return json;
  }
}
