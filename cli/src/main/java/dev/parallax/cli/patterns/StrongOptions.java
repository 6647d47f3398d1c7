package dev.parallax.cli.patterns;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.events.PatternDefinition;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
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

  /** Publishes, prints what became of it and returns the exit code. */
  int publish(
      List<PatternDefinition> definitions,
      Connection connection,
      AvroCodecs codecs,
      Session session,
      CommandSpec spec) {
    var rules = connection.config().orElseThrow().replication().patterns();
    var patience = StrongPublishing.Patience.of(rules, Optional.ofNullable(timeout));
    var err = spec.commandLine().getErr();
    var publishing = new StrongPublishing(connection, codecs, patience, err::println);
    try (var stop = Stop.atExit()) {
      publishing.publish(definitions, stop::isAsked);
      print(publishing, session, spec);
    }
    return publishing.exitCode();
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

  private static void print(StrongPublishing publishing, Session session, CommandSpec spec) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(publishing.json()));
    } else if (publishing.watches().isEmpty()) {
      out.println("all of it stands already");
    } else {
      publishing.lines().forEach(out::println);
    }
    out.flush();
  }
}
