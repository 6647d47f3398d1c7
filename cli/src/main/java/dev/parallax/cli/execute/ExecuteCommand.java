package dev.parallax.cli.execute;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.parallax.cli.cluster.ClientAccess;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.KnownRegions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.patterns.PatternShelf;
import dev.parallax.cli.session.Session;
import dev.parallax.client.ExecutionOptions;
import dev.parallax.client.UnroutableException;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import dev.parallax.schemas.SchemaRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax execute}. */
@Command(
    name = "execute",
    description = {
      "Executes a pattern and prints its outcome. Exits 0 if it is COMPLETED, 1 if it is not or the"
          + " request got no agent."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execute content-classifier --input '{\"text\":\"win a free prize now\"}'",
      "  parallax execute document-analysis --input @report.json --origin ap-south-1",
      "  cat input.json | parallax execute fraud-check --input - --output json | jq .value"
    })
public final class ExecuteCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Mixin private final RequestOptions request = new RequestOptions();
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATTERN", description = "Name of the pattern.")
  private String pattern;

  @Option(
      names = "--input",
      paramLabel = "JSON",
      required = true,
      description = "The input: JSON text, @FILE, or - for standard input.")
  private String input;

  /** The command for this session. */
  public ExecuteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    var raw = InputArgument.read(input, session.environment(), System.in);
    var options = options();
    var connection = cluster.one(session, spec.commandLine().getErr());
    request.origin().ifPresent(origin -> KnownRegions.require(origin, connection.regionIds()));
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      return execute(connection, registry, raw, options);
    }
  }

  private ExecutionOptions options() {
    try {
      return request.toOptions();
    } catch (IllegalArgumentException wrong) {
      throw CommandFailure.usage(wrong.getMessage(), wrong);
    }
  }

  private int execute(
      Connection connection, SchemaRegistry registry, RawValue raw, ExecutionOptions options)
      throws InterruptedException {
    try (var client =
        ClientAccess.connect(connection, registry, request.timeout().orElse(PATIENCE))) {
      var outcome = client.executePattern(pattern, raw, options).get();
      print(outcome);
      return outcome.getStatus() == ExecutionStatus.COMPLETED ? ExitCode.OK : ExitCode.FAILED;
    } catch (ExecutionException failed) {
      return refuse(failed.getCause(), connection, registry);
    }
  }

  private void print(ExecutionOutcome outcome) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(OutcomeReport.json(outcome)));
    } else {
      OutcomeReport.lines(outcome).forEach(out::println);
    }
  }

  private int refuse(Throwable cause, Connection connection, SchemaRegistry registry) {
    if (cause instanceof UnroutableException unroutable) {
      if (session.options().json()) {
        spec.commandLine().getOut().println(Json.pretty(OutcomeReport.json(unroutable)));
      }
      throw CommandFailure.failed(
          unroutable.getMessage() + advice(unroutable, connection, registry), unroutable);
    }
    throw cause instanceof RuntimeException known
        ? known
        : CommandFailure.failed(String.valueOf(cause.getMessage()), cause);
  }

  private static String advice(
      UnroutableException unroutable, Connection connection, SchemaRegistry registry) {
    return switch (unroutable.reason()) {
      case "UNKNOWN_PATTERN" -> patterns(connection, registry);
      case "NO_ELIGIBLE_AGENT", "INSUFFICIENT_AGENTS", "NO_ELIGIBLE_REGION" ->
          "; see 'parallax agent list' and 'parallax region status'";
      default -> "";
    };
  }

  /** An addition to the refusal, which must be told even if this cannot be read. */
  private static String patterns(Connection connection, SchemaRegistry registry) {
    try {
      return "; the patterns here are: "
          + String.join(
              ", ", PatternShelf.read(connection, AvroCodecs.lookingUp(registry)).names());
    } catch (CommandFailure | KafkaException unread) {
      return "; which patterns there are could not be read: " + unread.getMessage();
    }
  }
}
