package dev.parallax.runtime.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line that all apps share. */
@Command(
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = AppCommand.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-NAME}",
      "  ${COMMAND-NAME} --config /etc/parallax/parallax.config.yaml --state-dir /var/lib/parallax",
      "  ${COMMAND-NAME} --instance-id ${COMMAND-NAME}-2 --port 0",
      "  ${COMMAND-NAME} --spare",
      "",
      "Environment: PARALLAX_CONFIG, PARALLAX_REGION, PARALLAX_BOOTSTRAP_SERVERS,",
      "PARALLAX_INSTANCE_ID and PARALLAX_BIND stand in for the options;",
      "PARALLAX_OPERATIONS_TOKEN, _USER and _PASSWORD, each with _FILE after it if it stands in",
      "a file, are what the operations server asks for, PARALLAX_OPERATIONS_TLS_CERTIFICATE and",
      "_TLS_KEY its certificate and key;",
      "PARALLAX_LOG_FORMAT (text or json), PARALLAX_LOG_LEVEL (INFO) shape the log on stderr.",
      "",
      "Exit codes: 0 ended as it was told, 1 failed while running (start it again),",
      "2 command line, configuration or surroundings are wrong (change them first)."
    })
final class AppCommand implements Callable<Integer> {

  /** What Kafka allows in a group.instance.id; the number of the thread is added to it. */
  private static final Pattern INSTANCE_ID = Pattern.compile("[a-zA-Z0-9._-]{1,200}");

  private static final int MAX_PORT = 65_535;

  private final ToIntFunction<LaunchOptions> launch;
  private final ObserverOptions observing;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Option(
      names = "--region",
      paramLabel = "ID",
      description = "Region where this process runs (default: controlPlane.currentRegion).")
  private String region;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT[,...]",
      description = "Kafka as it is reached from here (default: kafka.bootstrapServers).")
  private String bootstrapServers;

  @Option(
      names = "--peer",
      paramLabel = "REGION=HOST:PORT",
      description =
          "Kafka of another region as it is reached from here (default: its regions[].kafka); may be repeated.")
  private Map<String, String> peers = new LinkedHashMap<>();

  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      description =
          "What this process is called among those of its app: unique, and the same after a restart (default: ${DEFAULT-VALUE}).")
  private String instanceId;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Directory of its stores, kept over restarts (default: ./.parallax/state/<app>/<instance>).")
  private Path stateDir;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the operations server; 0 = any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "Address of the operations server: 0.0.0.0 for probes and scrapes of others"
              + " (default: ${DEFAULT-VALUE}).")
  private String bind;

  @Option(
      names = "--spare",
      description =
          "Prepare, wait until the process that has the state directory ends, and run in its place"
              + " as that instance: start the same command twice.")
  private boolean spare;

  private AppCommand(ToIntFunction<LaunchOptions> launch, ObserverOptions observing) {
    this.launch = launch;
    this.observing = observing;
  }

  /**
   * The command line of an app.
   *
   * @param observes whether it has {@link ObserverOptions}
   */
  static CommandLine commandLine(
      AppName app,
      String description,
      boolean observes,
      Map<String, String> environment,
      ToIntFunction<LaunchOptions> launch) {
    var observing = new ObserverOptions();
    var line =
        new CommandLine(new AppCommand(launch, observing))
            .setCommandName(app.command())
            .setDefaultValueProvider(new AppDefaults(app, environment))
            .setParameterExceptionHandler(AppCommand::usageFault);
    if (observes) {
      line.addMixin("observer", observing);
    }
    line.getCommandSpec().usageMessage().description(description);
    return line;
  }

  /** One line, not the whole usage: the fault would scroll away. */
  private static int usageFault(ParameterException fault, String[] args) {
    var command = fault.getCommandLine();
    var name = command.getCommandName();
    command
        .getErr()
        .println(name + ": " + fault.getMessage().lines().findFirst().orElse("wrong command line"));
    CommandLine.UnmatchedArgumentException.printSuggestions(fault, command.getErr());
    command.getErr().println("See " + name + " --help.");
    return ExitCode.USAGE;
  }

  @Override
  public Integer call() {
    require(
        INSTANCE_ID.matcher(instanceId).matches(),
        "--instance-id \"" + instanceId + "\": 1 to 200 of a-z, A-Z, 0-9, '.', '_' and '-'");
    require(port >= 0 && port <= MAX_PORT, "--port " + port + ": 0 to " + MAX_PORT);
    require(
        !spare || !observing.observer,
        "--spare with --observer: an observer has no state to take over; start two of them");
    return launch.applyAsInt(
        new LaunchOptions(
            config,
            instanceId,
            Optional.ofNullable(stateDir),
            port,
            bind,
            new Place(
                Optional.ofNullable(region),
                Optional.ofNullable(bootstrapServers),
                observing.endpoints,
                peers),
            spare,
            observing.observer));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"${COMMAND-NAME} " + AppVersion.get()};
    }
  }
}
