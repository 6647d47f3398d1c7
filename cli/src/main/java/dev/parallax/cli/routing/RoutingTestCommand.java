package dev.parallax.cli.routing;

import dev.parallax.cli.cases.CaseKind;
import dev.parallax.cli.cases.DryRouter;
import dev.parallax.cli.cases.SourceFile;
import dev.parallax.cli.cases.TestedCases;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.config.CheckedConfig;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.execute.InputArgument;
import dev.parallax.cli.execute.RoutedOptions;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    description = {
      "Tests how requests are routed; nothing is executed. With --cases: what files of cases expect,"
          + " without a cluster. Else: one request, by the fleet of the running system or that of"
          + " --fleet, with the reason why each region won or lost.",
      "Exits 0 if every case holds or the request is routed, 1 if one fails or it is unroutable, 2"
          + " if a file or the command line is wrong."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax routing test --cases conformance/*.yaml",
      "  parallax routing test --cases cases.yaml --output json | jq '.cases[] | select(.ok | not)'",
      "  parallax routing test --input '{\"userCountry\": \"DE\"}' --origin us-east-1",
      "  parallax routing test --pattern document-analysis --input @report.json --metadata"
          + " tier=gold",
      "  parallax routing test --fleet fleet.yaml --config parallax.config.yaml --capabilities"
          + " translation"
    })
final class RoutingTestCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** All that cases may stand beside. */
  private static final Set<String> WITH_CASES = Set.of("--cases", "--output", "--debug");

  private final Session session;
  @Mixin private final RoutedOptions routed = new RoutedOptions();
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--cases",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Files of routing cases. Files beside them that are configurations, fleets or failover"
              + " cases are passed over.")
  private List<Path> cases = List.of();

  @Option(
      names = "--input",
      paramLabel = "JSON",
      description = "The request's input: JSON text, @FILE, or - for standard input.")
  private String input;

  @Option(names = "--pattern", paramLabel = "PATTERN", description = "The request's pattern.")
  private String pattern;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "Regions and agents as cases write them, instead of the running system's.")
  private Path fleet;

  @Option(
      names = "--patterns",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Pattern documents, with --fleet.")
  private List<Path> patterns = List.of();

  RoutingTestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var others = others();
    if (!cases.isEmpty()) {
      if (!others.isEmpty()) {
        throw CommandFailure.usage(
            String.join(", ", others) + " cannot stand beside --cases: files say it all");
      }
      return new TestedCases(session, CaseKind.ROUTING, spec.commandLine().getOut())
          .run(files(cases));
    }
    if (others.isEmpty()) {
      throw CommandFailure.usage(
          "there is nothing to test: name --cases FILE..., or a request such as --input '{}'");
    }
    if (fleet == null && !patterns.isEmpty()) {
      throw CommandFailure.usage("--patterns has no effect without --fleet: add it");
    }
    return request();
  }

  private int request() {
    var request = routed.toRequest();
    if (pattern != null) {
      request.put("pattern", pattern);
    }
    if (input != null) {
      var raw = InputArgument.read(input, session.environment(), System.in);
      request.put("input", raw.rawValue().toString());
    }
    return fleet == null ? live(request.toString()) : offline(request.toString());
  }

  private int offline(String request) {
    var environment = session.environment();
    var file =
        cluster
            .file(environment)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "no configuration is known: name one by --config FILE, or write"
                            + " ./parallax.config.yaml"));
    var config = CheckedConfig.read(file).config();
    var seen = OfflineFleet.read(file(fleet), files(patterns), config.regionIds());
    return decide(request, DryRouter.Rules.of(config), seen);
  }

  private int live(String request) {
    var connection = cluster.one(session, spec.commandLine().getErr());
    var config =
        connection
            .config()
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "no configuration is known: name the router's by --config FILE"));
    try (var registry =
        RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var seen = LiveFleet.read(connection, AvroCodecs.lookingUp(registry), LIMIT);
      return decide(
          request, DryRouter.Rules.of(config, connection.configHash().orElseThrow()), seen);
    }
  }

  private int decide(String request, DryRouter.Rules rules, SeenFleet seen) {
    var command = spec.commandLine();
    return new TestedRequest(session, command.getOut(), command.getErr())
        .run(request, rules, seen, System.currentTimeMillis());
  }

  /** Options that were given and say something about a request. */
  private List<String> others() {
    return spec.commandLine().getParseResult().matchedOptions().stream()
        .map(option -> option.longestName())
        .filter(name -> !WITH_CASES.contains(name))
        .distinct()
        .toList();
  }

  private List<SourceFile> files(List<Path> named) {
    return SourceFile.of(named, session.environment());
  }

  private SourceFile file(Path named) {
    return files(List.of(named)).get(0);
  }
}
