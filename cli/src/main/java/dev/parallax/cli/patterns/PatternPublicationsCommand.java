package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "publications",
    description = {
      "Lists versions that were published in all regions at once (replication.patterns.mode: strong)"
          + " and what became of them, the newest first, as far as the region that is asked has"
          + " heard: OPEN, not decided, and no region uses it; COMMITTED, every region uses it;"
          + " INDETERMINATE, decided, and not used everywhere yet; ABORTED, no region ever uses it."
          + " Exits 0."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern publications",
      "  parallax pattern publications --open",
      "  parallax pattern publications --output json | jq -r '.publications[].id'"
    })
final class PatternPublicationsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--open", description = "Only those that are not decided.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "At most so many (${DEFAULT-VALUE}).")
  private int limit;

  PatternPublicationsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw CommandFailure.usage("--limit must be 1 or more, not " + limit);
    }
    var connection = federated(cluster.connection(session));
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var board = PublicationBoard.open(connection, AvroCodecs.lookingUp(registry))) {
      print(
          board.newestFirst().stream()
              .filter(watch -> !open || watch.isOpen())
              .limit(limit)
              .toList());
    }
    return ExitCode.OK;
  }

  /**
   * The connection, if every region has a cluster of its own.
   *
   * @throws CommandFailure if all share one: nothing is published in several then
   */
  static Connection federated(Connection connection) {
    RegionClusters.of(connection);
    return connection;
  }

  private void print(List<PublicationWatch> shown) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var document = Json.object();
      var array = document.putArray("publications");
      shown.forEach(
          watch ->
              array.add(
                  watch
                      .json()
                      .put("state", watch.state())
                      .put("region", watch.origin())
                      .put("publishedAt", watch.definition().getUpdatedAt())));
      out.println(Json.pretty(document));
    } else if (shown.isEmpty()) {
      out.println(open ? "none is open" : "nothing was published in all regions at once");
    } else {
      out.println(table(shown));
    }
  }

  private static Table table(List<PublicationWatch> shown) {
    var table = Table.of("Publication", "Pattern", "In", "Published", "State", "What");
    shown.forEach(
        watch ->
            table.row(
                watch.id(),
                watch.title(),
                watch.origin(),
                Instant.ofEpochMilli(watch.definition().getUpdatedAt()).toString(),
                watch.state(),
                watch.sentence()));
    return table;
  }
}
