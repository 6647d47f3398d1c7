package dev.parallax.cli.console;

import dev.parallax.client.ParallaxException;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.sandbox.SandboxException;
import dev.parallax.schemas.RegistryException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what a command throws, or a command line that does not parse, into what people need to
 * know.
 */
public final class FailureHandler
    implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final GlobalOptions options;

  /** Shows stack traces if the options ask for them. */
  public FailureHandler(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("parallax: " + oneLine(failure));
    if (options.debug()) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILED;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    var command = fault.getCommandLine();
    var name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + sentence(fault) + " See " + name + " --help.");
    return ExitCode.USAGE;
  }

  private static String sentence(ParameterException fault) {
    var message = fault.getMessage().lines().findFirst().orElse("wrong command line");
    var close = suggestions(fault);
    if (!close.isEmpty()) {
      message += "; did you mean " + String.join(" or ", close) + "?";
    }
    return message.endsWith("?") || message.endsWith(".") ? message : message + ".";
  }

  private static List<String> suggestions(ParameterException fault) {
    return fault instanceof UnmatchedArgumentException unmatched
        ? new ArrayList<>(unmatched.getSuggestions())
            .subList(0, Math.min(2, unmatched.getSuggestions().size()))
        : List.of();
  }

  /** Faults whose message says what happened and what to do. */
  private static boolean isKnown(Exception failure) {
    return failure instanceof CommandFailure
        || failure instanceof KnownFault
        || failure instanceof ParallaxException
        || failure instanceof RegistryException
        || failure instanceof SandboxException;
  }

  private String oneLine(Exception failure) {
    if (isKnown(failure)) {
      return failure.getMessage();
    }
    var first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return failure.getClass().getSimpleName()
        + ": "
        + first
        + (options.debug() ? "" : " (run again with --debug for the stack trace)");
  }
}
