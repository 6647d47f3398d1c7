package dev.parallax.cli.executions;

import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.execute.OutcomeReport;
import dev.parallax.cli.session.Session;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "cancel",
    description = {
      "Cancels an execution that runs or is held, and waits for its outcome. Exits 0 if it is"
          + " CANCELLED, 1 if it had ended otherwise, or nothing is known of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execution cancel my-execution-1",
      "  parallax execution cancel my-execution-1 --reason 'asked by mistake'"
    })
final class ExecutionCancelCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final Since since = new Since();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Mixin private final ExecutionId named = new ExecutionId();
  private String id;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for people.")
  private String reason;

  private ExecutionOutcome outcome;

  ExecutionCancelCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    id = named.value();
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      outcome =
          new Cancelling(connection, new AvroCodecs(registry), this::say)
              .cancel(id, reason, since.time())
              .orElseThrow(() -> nothingBecameOfIt(connection));
    }
    print();
    return outcome.getStatus() == ExecutionStatus.CANCELLED ? ExitCode.OK : ExitCode.FAILED;
  }

  private CommandFailure nothingBecameOfIt(Connection connection) {
    return CommandFailure.failed(
        "execution "
            + id
            + " has no outcome"
            + connection.place()
            + " "
            + Cancelling.EFFECT.toSeconds()
            + " s after it was asked to be cancelled: it is not known, it was unroutable before the"
            + " time that --since names, or no router runs; 'parallax execution show "
            + id
            + "' tells what is known"
            + (connection.isFederated()
                ? ". It can be cancelled only where it was requested: name that region by --region"
                : ""));
  }

  private void print() {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(OutcomeReport.json(outcome)));
    } else {
      OutcomeReport.lines(outcome).forEach(out::println);
    }
    if (outcome.getStatus() != ExecutionStatus.CANCELLED) {
      say("it had ended, and nothing is changed");
    }
  }

  private void say(String line) {
    spec.commandLine().getErr().println("parallax: " + line);
  }
}
