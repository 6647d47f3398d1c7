package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = {
      "Prints a pattern's document as it was applied. The topic of patterns is compacted: of older"
          + " versions it holds some for a while, and this says which. Exits 1 if there is none."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern show global-consensus",
      "  parallax pattern show global-consensus --version 1.0.0 > old.yaml"
    })
final class PatternShowCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The pattern.")
  private String name;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "This version instead of the newest.")
  private String version;

  PatternShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var shelf = PatternShelf.read(connection, AvroCodecs.lookingUp(registry));
      print(version == null ? newest(shelf) : ofVersion(shelf));
    }
    return ExitCode.OK;
  }

  private void print(PatternDefinition pattern) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(PatternListCommand.json(pattern)));
      return;
    }
    out.println(
        "# %s %s, applied %s in %s%s"
            .formatted(
                pattern.getName(),
                pattern.getVersion(),
                Instant.ofEpochMilli(pattern.getUpdatedAt()),
                pattern.getRegion(),
                pattern.getUpdatedBy() == null ? "" : " by " + pattern.getUpdatedBy()));
    out.println(pattern.getYaml().stripTrailing());
  }

  private PatternDefinition newest(PatternShelf shelf) {
    var newest =
        shelf
            .newest(name)
            .orElseThrow(
                () ->
                    CommandFailure.failed("there is no pattern " + name + "; " + shelf.hint(name)));
    if (newest.getDeleted()) {
      throw CommandFailure.failed(
          "pattern %s was deleted at version %s on %s"
              .formatted(name, newest.getVersion(), Instant.ofEpochMilli(newest.getUpdatedAt())));
    }
    return newest;
  }

  private PatternDefinition ofVersion(PatternShelf shelf) {
    return shelf.versions(name).stream()
        .filter(pattern -> !pattern.getDeleted() && pattern.getVersion().equals(version))
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "version %s of pattern %s is not kept; there is: %s"
                        .formatted(version, name, kept(shelf))));
  }

  private String kept(PatternShelf shelf) {
    var kept =
        shelf.versions(name).stream()
            .filter(pattern -> !pattern.getDeleted())
            .map(PatternDefinition::getVersion)
            .distinct()
            .collect(Collectors.joining(", "));
    return kept.isEmpty() ? "none" : kept;
  }
}
