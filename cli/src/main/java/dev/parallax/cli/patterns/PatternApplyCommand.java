package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.pattern.PatternVersion;
import dev.parallax.core.pattern.Publication;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "apply",
    description = {
      "Applies pattern documents: all of them, or none if one is faulty or refused. A higher version"
          + " replaces a lower one; the same again changes nothing; an older version, or other content"
          + " under the same version, is refused. Exits 0 if all stand, 1 if one was refused, 2 if"
          + " one is faulty. With replication.patterns.mode: strong it waits until all regions have"
          + " it, and says of each COMMITTED, ABORTED or INDETERMINATE: exits 1 unless all are"
          + " committed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax pattern apply -f patterns/global-consensus.yaml",
      "  parallax pattern apply -f patterns/ --dry-run",
      "  parallax pattern apply -f patterns/ --output json | jq -r '.patterns[].result'"
    })
final class PatternApplyCommand implements Callable<Integer> {
  /** How far a pattern's time may be ahead of the broker's (P2). */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private final Session session;
  @Mixin private final PatternSources sources = new PatternSources();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Mixin private final StrongOptions strong = new StrongOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Say what would happen; write nothing.")
  private boolean dryRun;

  PatternApplyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    var err = spec.commandLine().getErr();
    var documents = sources.readValid(session.environment(), connection.regionIds(), err);
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      InstalledMode.require(connection, AvroCodecs.lookingUp(registry));
      var shelf = PatternShelf.known(connection, AvroCodecs.lookingUp(registry));
      var plan = plan(documents, shelf, connection);
      var report = new ApplyReport(plan, shelf, dryRun);
      refuseIfAny(report);
      boolean together = isStrong(documents, connection);
      if (!together) {
        strong.refuse();
      }
      if (!dryRun && together) {
        return strong.publish(
            written(plan), unchanged(plan), connection, new AvroCodecs(registry), session, spec);
      }
      if (!dryRun) {
        write(plan, connection, new AvroCodecs(registry));
      }
      print(report, report.lines());
      if (!dryRun) {
        new Following(connection, AvroCodecs.lookingUp(registry), err).report(names(plan));
      }
    }
    return ExitCode.OK;
  }

  /** P3; what stays in its region (P1) cannot be applied together with what does not. */
  private static boolean isStrong(List<PatternFiles.Named> documents, Connection connection) {
    var kinds =
        documents.stream()
            .map(named -> StrongPublishing.isMeant(connection, named.document().name()))
            .distinct()
            .toList();
    if (kinds.size() > 1) {
      throw CommandFailure.usage(
          "some of these names are excluded from replication and some are published in all regions"
              + " at once (replication.patterns): apply them separately");
    }
    return kinds.contains(true);
  }

  private Map<PatternDefinition, Publication> plan(
      List<PatternFiles.Named> documents, PatternShelf shelf, Connection connection) {
    var plan = new LinkedHashMap<PatternDefinition, Publication>();
    for (var named : documents) {
      var document = named.document();
      var definition =
          document.applied(
              Publisher.region(connection), Clock.systemUTC().millis(), Publisher.user());
      plan.put(
          definition,
          Publication.apply(
              shelf.revision(document.name()),
              PatternVersion.parse(document.version()),
              PatternRevisions.content(definition)));
    }
    return plan;
  }

  private void refuseIfAny(ApplyReport report) {
    var refusals = report.refusals();
    if (!refusals.isEmpty()) {
      refusals.forEach(spec.commandLine().getErr()::println);
      print(report, List.of());
      throw CommandFailure.failed("nothing was applied");
    }
  }

  private static List<String> names(Map<PatternDefinition, Publication> plan) {
    return written(plan).stream().map(PatternDefinition::getName).toList();
  }

  private static List<PatternDefinition> written(Map<PatternDefinition, Publication> plan) {
    return plan.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Publication.Write)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<PatternDefinition> unchanged(Map<PatternDefinition, Publication> plan) {
    return plan.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Publication.Unchanged)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void write(
      Map<PatternDefinition, Publication> plan, Connection connection, AvroCodecs codecs) {
    var written = written(plan);
    if (!written.isEmpty()) {
      write(written, connection, codecs);
      requireThatTheyStand(written, PatternShelf.known(connection, codecs));
    }
  }

  /** Writes patterns, or markers of deletions. */
  static void write(List<PatternDefinition> written, Connection connection, AvroCodecs codecs) {
    var byName = new LinkedHashMap<String, PatternDefinition>();
    written.forEach(definition -> byName.put(definition.getName(), definition));
    new RecordWriter(
            connection,
            codecs,
            "'parallax pattern list --all' tells, and the same command again does no harm")
        .write(
            connection.catalogue().patterns(),
            PatternDefinition.class,
            byName,
            "pattern",
            PatternApplyCommand::requireClock);
  }

  /**
   * P2: a time that is far ahead would win over everything that is applied later.
   *
   * @param appendedAt the broker's time, ms since the epoch
   */
  static void requireClock(PatternDefinition definition, long appendedAt) {
    var ahead = Duration.ofMillis(definition.getUpdatedAt() - appendedAt);
    if (ahead.compareTo(MAX_AHEAD) > 0) {
      throw CommandFailure.failed(
          "nothing was applied: this machine's clock is %d s ahead of the broker's, more than the %d s"
                  .formatted(ahead.toSeconds(), MAX_AHEAD.toSeconds())
              + " that are allowed (P2): set it right, then apply again");
    }
  }

  /** Somebody else may have written at the same moment. */
  private static void requireThatTheyStand(List<PatternDefinition> written, PatternShelf shelf) {
    for (var definition : written) {
      var stands = shelf.newest(definition.getName());
      if (stands.filter(definition::equals).isEmpty()) {
        throw CommandFailure.failed(
            "%s %s was written, but another record of that name came at the same time and stands:"
                    .formatted(definition.getName(), definition.getVersion())
                + " see 'parallax pattern show "
                + definition.getName()
                + "'");
      }
    }
  }

  private void print(ApplyReport report, List<String> lines) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(report.json()));
    } else {
      lines.forEach(out::println);
    }
  }
}
