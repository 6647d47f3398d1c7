package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.patterns.PublicationWatch.Result;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.events.PatternDefinition;
import dev.parallax.runtime.mapping.PatternRevisions;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How long it may take where all regions must have a pattern (P3), and what is printed then. */
final class StrongOptions {
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "With replication.patterns.mode: strong, instead of its timeout: aborted if not all"
              + " regions have it by then. With onUnavailable: wait nothing is aborted: so long this"
              + " command waits for it.")
  private Duration timeout;

  /**
   * Publishes, prints what became of it and returns the exit code.
   *
   * @param definitions that are to be published
   * @param unchanged that stand already in this region, though perhaps not in every other yet
   */
  int publish(
      List<PatternDefinition> definitions,
      List<PatternDefinition> unchanged,
      Connection connection,
      AvroCodecs codecs,
      Session session,
      CommandSpec spec) {
    var rules = connection.config().orElseThrow().replication().patterns();
    var patience = StrongPublishing.Patience.of(rules, Optional.ofNullable(timeout));
    var err = spec.commandLine().getErr();
    var publishing = new StrongPublishing(connection, codecs, patience, err::println);
    try (var stop = Stop.atExit()) {
      if (!definitions.isEmpty()) {
        publishing.publish(definitions, stop::isAsked);
      }
      var watches = new ArrayList<>(publishing.watches());
      watches.addAll(open(unchanged, connection, codecs));
      print(watches, session, spec);
      return exitCode(watches);
    }
  }

  /** Of what stands here, what another publication has not brought everywhere yet. */
  static List<PublicationWatch> open(
      List<PatternDefinition> unchanged, Connection connection, AvroCodecs codecs) {
    if (unchanged.isEmpty()) {
      return List.of();
    }
    try (var board = PublicationBoard.open(connection, codecs)) {
      var known = board.newestFirst();
      return unchanged.stream()
          .map(definition -> open(definition, known))
          .flatMap(Optional::stream)
          .toList();
    }
  }

  /**
   * The newest publication of a name, if it brings this very content and is not used everywhere.
   */
  static Optional<PublicationWatch> open(
      PatternDefinition definition, List<PublicationWatch> newestFirst) {
    return newestFirst.stream()
        .filter(watch -> watch.definition().getName().equals(definition.getName()))
        .findFirst()
        .filter(watch -> watch.result() == Result.INDETERMINATE)
        .filter(watch -> isSame(watch.definition(), definition));
  }

  private static boolean isSame(PatternDefinition one, PatternDefinition other) {
    return PatternRevisions.content(one).equals(PatternRevisions.content(other));
  }

  /** {@link ExitCode#OK} if every region uses all of them. */
  static int exitCode(List<PublicationWatch> watches) {
    return watches.stream().allMatch(watch -> watch.result() == Result.COMMITTED)
        ? ExitCode.OK
        : ExitCode.FAILED;
  }

  /**
   * Where a pattern is used as it arrives there is nothing to wait for.
   *
   * @throws CommandFailure if a time was given
   */
  void refuse() {
    if (timeout != null) {
      throw CommandFailure.usage(
          "--timeout goes with replication.patterns.mode: strong, and with names that are not"
              + " excluded from replication");
    }
  }

  /** A line for each of them, or JSON. */
  static void print(List<PublicationWatch> watches, Session session, CommandSpec spec) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var json = Json.object();
      var array = json.putArray("publications");
      watches.forEach(watch -> array.add(watch.json()));
      out.println(Json.pretty(json));
    } else if (watches.isEmpty()) {
      out.println("all of it stands already");
    } else {
      watches.forEach(watch -> out.println(watch.line()));
    }
    out.flush();
  }
}
