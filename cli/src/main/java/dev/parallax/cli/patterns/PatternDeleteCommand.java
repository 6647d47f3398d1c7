package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.pattern.Publication;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "delete",
    description = {
      "Deletes a pattern: requests for it become UNKNOWN_PATTERN, executions that run end as they"
          + " would. A higher version than the deleted one brings the name back. Exits 1 if there is"
          + " none."
    },
    footerHeading = "%nExamples:%n",
    footer = "  parallax pattern delete global-consensus")
final class PatternDeleteCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Mixin private final StrongOptions strong = new StrongOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The pattern.")
  private String name;

  PatternDeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      InstalledMode.require(connection, AvroCodecs.lookingUp(registry));
      var shelf = PatternShelf.known(connection, AvroCodecs.lookingUp(registry));
      var publication = Publication.delete(shelf.revision(name));
      if (publication instanceof Publication.Refused) {
        throw CommandFailure.failed("there is no pattern " + name + "; " + shelf.hint(name));
      }
      var stands = shelf.newest(name).orElseThrow();
      boolean deletes = publication instanceof Publication.Write;
      boolean together = StrongPublishing.isMeant(connection, name);
      if (!together) {
        strong.refuse();
      }
      if (deletes && together) {
        var marker = marker(stands, Publisher.region(connection));
        return strong.publish(
            List.of(marker), List.of(), connection, new AvroCodecs(registry), session, spec);
      }
      if (together && isOnItsWay(stands, connection, AvroCodecs.lookingUp(registry))) {
        return ExitCode.FAILED;
      }
      if (deletes) {
        var marker = marker(stands, Publisher.region(connection));
        PatternApplyCommand.write(List.of(marker), connection, new AvroCodecs(registry));
      }
      print(stands.getVersion(), deletes);
      if (deletes) {
        new Following(connection, AvroCodecs.lookingUp(registry), spec.commandLine().getErr())
            .report(List.of(name));
      }
    }
    return ExitCode.OK;
  }

  /** P3; prints where the deletion that stands here is not in use yet, if it is so. */
  private boolean isOnItsWay(PatternDefinition stands, Connection connection, AvroCodecs codecs) {
    var open = StrongOptions.open(List.of(stands), connection, codecs);
    if (!open.isEmpty()) {
      StrongOptions.print(open, session, spec);
    }
    return !open.isEmpty();
  }

  private void print(String version, boolean deletes) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(
          Json.pretty(
              Json.object()
                  .put("name", name)
                  .put("version", version)
                  .put("result", deletes ? "DELETES" : "UNCHANGED")));
    } else {
      out.println(
          deletes
              ? name + " " + version + " deleted"
              : name + " was deleted already, at version " + version);
    }
  }

  /** Later than what it deletes, whatever this machine's clock says: else it would not stand. */
  private static PatternDefinition marker(PatternDefinition stands, String region) {
    var marker = PatternDefinition.newBuilder(stands).build();
    marker.setDeleted(true);
    marker.setUpdatedAt(Math.max(Clock.systemUTC().millis(), stands.getUpdatedAt() + 1));
    marker.setRegion(region);
    marker.setUpdatedBy(Publisher.user().orElse(null));
    return marker;
  }
}
