package dev.parallax.cli.orders;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.failovers.FailoverLine;
import dev.parallax.cli.fleet.RegionStates;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.core.config.Durations;
import dev.parallax.core.federation.Standing;
import dev.parallax.events.RegionCommand;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.mapping.StandingMapping;
import dev.parallax.schemas.AvroCodecs;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Gives one order, waits for its effect and tells it. */
final class Ordering {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SILENT_WAIT = Duration.ofSeconds(2);

  private final Session session;
  private final OrderOptions options;
  private final CommandSpec spec;
  private final Clock clock = Clock.systemUTC();

  Ordering(Session session, OrderOptions options, CommandSpec spec) {
    this.session = session;
    this.options = options;
    this.spec = spec;
  }

  /**
   * Gives it.
   *
   * @return the exit code: {@link ExitCode#OK} if something was changed as ordered
   * @throws CommandFailure if it is a mistake, or nothing is heard in time
   */
  int give(Order order) {
    var connection = options.cluster().connection(session);
    order.check(connection);
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var codecs = new AvroCodecs(registry);
      try (var effect = Effect.watch(connection, codecs);
          var stop = Stop.atExit()) {
        var command = command(order, connection);
        write(command, order, connection, codecs);
        await(command, effect, stop);
        return tell(command, effect, connection);
      }
    }
  }

  private RegionCommand command(Order order, Connection connection) {
    var user = System.getProperty("user.name", "parallax");
    return order.command(Operator.name(connection.kafkaProperties(), user), clock.millis());
  }

  private static void write(
      RegionCommand command, Order order, Connection connection, AvroCodecs codecs) {
    new RecordWriter(connection, codecs, "'parallax region status' tells")
        .write(
            connection.catalogue().commands(),
            RegionCommand.class,
            Map.of(order.region(), command),
            "the command about region");
  }

  private void await(RegionCommand command, Effect effect, Stop stop) {
    long began = System.nanoTime();
    boolean told = false;
    while (!effect.isComplete(command) && !stop.isAsked()) {
      long waited = System.nanoTime() - began;
      if (waited > options.timeout().toNanos()) {
        return;
      }
      if (!told && waited > SILENT_WAIT.toNanos()) {
        told = true;
        say(
            "waiting up to %s for a health application to answer command %s"
                .formatted(Durations.print(options.timeout()), command.getId()));
      }
      effect.look(LOOK);
    }
    effect.complete();
  }

  private int tell(RegionCommand command, Effect effect, Connection connection) {
    var events = effect.of(command.getId());
    if (events.isEmpty()) {
      throw CommandFailure.failed(unanswered(command, effect, connection));
    }
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var json = Json.object().put("command", command.getId());
      var array = json.putArray("events");
      events.forEach(event -> array.add(FailoverLine.json(event)));
      out.println(Json.pretty(json));
    }
    for (var event : events) {
      if (Effect.isNo(event)) {
        say(event.getKind() + ", nothing is changed: " + event.getCause());
      } else if (!session.options().json()) {
        out.println(OrderReport.sentence(event, effect.states()));
      }
    }
    if (!effect.isComplete(command)) {
      say(
          "the regions topic does not show this epoch yet: routers may still follow the one before;"
              + " look again with 'parallax region status'");
      return ExitCode.FAILED;
    }
    return events.stream().anyMatch(Effect::isNo) ? ExitCode.FAILED : ExitCode.OK;
  }

  private String unanswered(RegionCommand command, Effect effect, Connection connection) {
    var silence =
        "nothing is heard of command %s within %s: "
            .formatted(command.getId(), Durations.print(options.timeout()));
    var still = "; 'parallax logs --filter failover' tells";
    return minority(effect, connection)
        .map(why -> silence + why + ". The command waits for a minute and is then refused" + still)
        .orElseGet(
            () ->
                silence
                    + doubt(effect.states())
                    + ". The command stays in the topic and may still take effect"
                    + still);
  }

  /** Why the region whose control plane is asked obeys nobody (F8). */
  private static Optional<String> minority(Effect effect, Connection connection) {
    return StandingMapping.of(effect.states().all(), connection.regionIds())
        .flatMap(Standing::problem);
  }

  private String doubt(RegionStates states) {
    Instant now = clock.instant();
    return states
        .silence(now)
        .map(why -> why + "; start health-app, or look at its log")
        .orElseGet(
            () ->
                "a health application told of regions "
                    + states.age(now)
                    + ", so it may be starting again or be behind; look at its log");
  }

  private void say(String line) {
    spec.commandLine().getErr().println("parallax: " + line);
  }
}
