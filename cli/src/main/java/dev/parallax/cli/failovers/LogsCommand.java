package dev.parallax.cli.failovers;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.TopicFollower;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.Durations;
import dev.parallax.events.FailoverEvent;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parallax logs}. */
@Command(
    name = "logs",
    description = {
      "Prints what was decided about regions, the oldest first, one line an event: every failover,"
          + " failback, evacuation, return, drain and undrain, every refused command, and every"
          + " failover that had no target. JSON is one document a line."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax logs --filter failover",
      "  parallax logs --filter failover --since 1h --follow",
      "  parallax logs --filter failover --output json | jq -r 'select(.kind == \"REFUSED\") | .cause'"
    })
public final class LogsCommand implements Callable<Integer> {
  private static final String FAILOVER = "failover";
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--filter",
      paramLabel = "KIND",
      defaultValue = FAILOVER,
      description = "Which events; there are: failover (${DEFAULT-VALUE}).")
  private String filter;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How far back to read, such as 10m or 24h. Default: all that is kept, 90 days.")
  private Duration since;

  @Option(names = "--follow", description = "Print also what comes, until Ctrl-C.")
  private boolean follow;

  private long printed;

  /** The command for this session. */
  public LogsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!filter.equals(FAILOVER)) {
      throw CommandFailure.usage("there is no filter " + filter + "; there is: " + FAILOVER);
    }
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var events = open(connection, AvroCodecs.lookingUp(registry))) {
      events.catchUp(LIMIT);
      remark(connection, events.unreadable());
      if (follow) {
        printUntilStopped(events);
      }
    }
    return ExitCode.OK;
  }

  private TopicFollower open(Connection connection, AvroCodecs codecs) {
    var topic = connection.catalogue().failovers();
    var events = TopicFollower.open(connection, codecs);
    return since == null
        ? events.follow(topic, FailoverEvent.class, this::print)
        : events.followSince(start(), topic, FailoverEvent.class, this::print);
  }

  private Instant start() {
    return Clock.systemUTC().instant().minus(since);
  }

  private void print(String region, Optional<FailoverEvent> value) {
    value.ifPresent(
        event -> {
          printed++;
          spec.commandLine()
              .getOut()
              .println(
                  session.options().json()
                      ? Json.compact(FailoverLine.json(event))
                      : FailoverLine.text(event));
        });
  }

  private void remark(Connection connection, long unreadable) {
    var err = spec.commandLine().getErr();
    if (unreadable > 0) {
      err.println("parallax: " + unreadable + " unreadable records were left out");
    }
    if (printed == 0) {
      err.println(
          "parallax: no failover, evacuation, drain or refused command"
              + (since == null ? " is kept in the log" : " within " + Durations.print(since))
              + connection.place());
    }
  }

  private static void printUntilStopped(TopicFollower events) {
    try (var stop = Stop.atExit()) {
      while (!stop.isAsked()) {
        events.awaitMore(LOOK);
      }
    }
  }
}
