package dev.parallax.cli.up;

import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.agents.SampleRequests;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.drills.Drill;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.cli.session.UpLock;
import dev.parallax.cli.session.UpState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parallax up}. */
@Command(
    name = "up",
    description = {
      "Starts a sandbox on this machine and shows it until Ctrl-C: a Kafka broker, a schema registry,"
          + " the router, the health app, and sample agents of three regions behind links of 85 and"
          + " 180 ms. Other commands find it by themselves; a browser, by the address that is printed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax up",
      "  parallax up --once                    run 50 requests, print them and end",
      "  parallax up --once --pattern global-consensus",
      "  parallax up --once --pattern global-consensus --disagree ap-south-1",
      "  parallax up --once --pattern global-consensus --down ap-south-1",
      "  parallax up --once --output json | jq .completed",
      "  parallax up --config-overlay samples/active-passive.yaml",
      "  parallax up --federated",
      "  parallax up --once --drill consensus --executions 100000",
      "  parallax up --once --drill failover --failovers 50",
      "  parallax up --once --drill chaos --seed 7 --minutes 5",
      "  parallax up --federated --once --drill chaos --seed 7",
      "  parallax up --federated --once --drill replication",
      "  parallax up --federated --once --drill strong"
    })
public final class UpCommand implements Callable<Integer> {
  /** Set by the launcher, which can ask whether standard output is a terminal that moves. */
  private static final String TERMINAL = "parallax.terminal";

  private static final long ONCE_SEED = 1;

  private final Session session;
  private final List<SandboxRegion> regions = SandboxRegion.three();
  @Spec private CommandSpec spec;

  @Option(
      names = "--once",
      description =
          "Run 50 sample requests, with --federated 10 from each region, print outcomes and regions,"
              + " and end: 0 if all completed.")
  private boolean once;

  @Option(
      names = "--pattern",
      paramLabel = "PATTERN",
      description = "Send sample requests of this pattern only, such as global-consensus.")
  private String pattern;

  @Option(
      names = "--federated",
      description =
          "A control plane in every region, each with a broker of its own, and what is configured"
              + " copied between them by a replicator in each; sample requests go to each.")
  private boolean federated;

  @Option(
      names = "--config-overlay",
      paramLabel = "FILE",
      description =
          "Sections routing, disasterRecovery, healthCheck, input or replication that replace the"
              + " sandbox's own.")
  private Path overlayFile;

  @Mixin private final TrialOptions trialOptions = new TrialOptions();
  @Mixin private final DrillOptions drills = new DrillOptions();
  private Trial trial = new Trial.Completed();
  private Optional<ConfigOverlay> overlay = Optional.empty();

  /** The command for this session. */
  public UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    // Before anything is started: a name may be misspelt.
    var samples = samples();
    trial = trialOptions.trial(once, pattern, regions);
    if (federated && !(trial instanceof Trial.Completed)) {
      throw CommandFailure.usage("--disagree and --down go without --federated");
    }
    var drill = drill();
    overlay =
        Optional.ofNullable(overlayFile)
            .map(session.environment()::resolve)
            .map(ConfigOverlay::read)
            .or(() -> drill.flatMap(chosen -> ConfigOverlay.of(chosen.configuration())));
    var file = session.environment().stateDirectory().resolve("up.lock");
    var lock = UpLock.acquire(file);
    if (lock.isEmpty()) {
      throw alreadyRunning(file);
    }
    var held = lock.get();
    try (held;
        var stop = Stop.atExit()) {
      return run(stop, samples, drill);
    }
  }

  /** With {@code --once} the same every time. */
  private Iterator<SampleRequest> samples() {
    long seed = once ? ONCE_SEED : System.nanoTime();
    try {
      return pattern == null ? SampleRequests.seeded(seed) : SampleRequests.seeded(seed, pattern);
    } catch (IllegalArgumentException unknown) {
      throw CommandFailure.usage(unknown.getMessage(), unknown);
    }
  }

  private Optional<Drill> drill() {
    var drill = drills.drill();
    if (drill.isPresent() && (!once || pattern != null)) {
      throw CommandFailure.usage("--drill goes with --once, and without --pattern");
    }
    if (overlayFile != null && drill.filter(d -> !d.configuration().isEmpty()).isPresent()) {
      throw CommandFailure.usage("this drill has a configuration of its own: no --config-overlay");
    }
    if (drill.isPresent() && !drill.get().fits(federated)) {
      throw CommandFailure.usage(
          federated
              ? "--federated goes with --drill chaos, replication or strong, or without a drill"
              : "this drill is one between clusters: add --federated");
    }
    return drill;
  }

  private static CommandFailure alreadyRunning(Path file) throws IOException {
    var owner = UpLock.owner(file).map(pid -> " (pid " + pid + ")").orElse("");
    return CommandFailure.failed(
        "another 'parallax up' runs here"
            + owner
            + ": use it, end it with Ctrl-C, or set PARALLAX_HOME to another directory for a second"
            + " one");
  }

  private int run(Stop stop, Iterator<SampleRequest> samples, Optional<Drill> drill)
      throws IOException {
    var children = new Children(Workplace.fresh(session.environment().stateDirectory()));
    var stateFile = session.environment().stateFile();
    try (var progress = new Progress(spec.commandLine().getErr());
        var sandbox =
            Sandbox.start(
                new SandboxPlan(
                    regions,
                    clusters(drill),
                    trial,
                    drill.map(Drill::idempotence),
                    overlay,
                    servers(drill)),
                children,
                progress,
                stop)) {
      stateFile.write(sandbox.state());
      sandbox.onChange(() -> stateFile.writeOrThrow(sandbox.state()));
      return drill.isPresent()
          ? new DrillRun(sandbox, progress, stop)
              .run(drill.get(), spec.commandLine().getOut(), session.options().json())
          : federated
              ? showRegions(sandbox, progress, stop)
              : show(sandbox, progress, stop, samples);
    } catch (RuntimeException failed) {
      if (stop.isAsked()) {
        // What fails while everything ends is a consequence, not a fault.
        return ExitCode.FAILED;
      }
      throw failed;
    } finally {
      stateFile.delete();
    }
  }

  private SandboxPlan.Clusters clusters(Optional<Drill> drill) {
    if (!federated) {
      return SandboxPlan.Clusters.GLOBAL;
    }
    return drill.filter(Drill::isOfReplication).isPresent()
        ? SandboxPlan.Clusters.REPLICATED
        : SandboxPlan.Clusters.FEDERATED;
  }

  private static SandboxPlan.Servers servers(Optional<Drill> drill) {
    return drill.filter(Drill::killsServers).isPresent()
        ? SandboxPlan.Servers.APART
        : SandboxPlan.Servers.TOGETHER;
  }

  private int show(Sandbox sandbox, Progress progress, Stop stop, Iterator<SampleRequest> samples) {
    try (var stage = Stage.open(sandbox.connection())) {
      boolean settled =
          progress.step("agents and latencies", () -> stage.awaitSettled(regions, stop));
      if (!settled) {
        return ExitCode.FAILED;
      }
      trial.down().ifPresent(sandbox::killAgents);
      return once
          ? new OnceRun(stage, stop, samples, trial)
              .run(spec.commandLine().getOut(), session.options().json())
          : live(new LiveRun(stage, stop, samples), sandbox, progress);
    }
  }

  private int live(LiveRun run, Sandbox sandbox, Progress progress) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      return run.asJson(out, () -> sandbox.state().consoleUrl());
    }
    Supplier<List<String>> hints = () -> hints(sandbox.state());
    if (!Boolean.getBoolean(TERMINAL)) {
      return run.onPipe(out, hints.get());
    }
    var screen = new Screen(out);
    progress.tell(screen::notice);
    return run.onTerminal(screen, hints);
  }

  private int showRegions(Sandbox sandbox, Progress progress, Stop stop) {
    try (var run = FederatedRun.open(sandbox.connection(), stop)) {
      if (!progress.step("flows between regions", run::awaitCaughtUp)) {
        return ExitCode.FAILED;
      }
      try (var stages = RegionalStages.open(RegionClusters.of(sandbox.connection()))) {
        if (!progress.step("agents of all regions", () -> stages.awaitSettled(regions, stop))) {
          return ExitCode.FAILED;
        }
        return once
            ? new FederatedOnce(
                    stages,
                    sandbox.patternsAppliedIn(),
                    stop,
                    ONCE_SEED,
                    Optional.ofNullable(pattern))
                .run(spec.commandLine().getOut(), session.options().json())
            : federatedLive(run, stages, sandbox, progress, stop);
      }
    }
  }

  private int federatedLive(
      FederatedRun run, RegionalStages stages, Sandbox sandbox, Progress progress, Stop stop) {
    var out = spec.commandLine().getOut();
    var requests = RegionalRequests.of(stages);
    requests.start(stop, System.nanoTime(), Optional.ofNullable(pattern));
    if (session.options().json()) {
      return run.asJson(out, requests, sandbox::state);
    }
    Supplier<List<String>> hints =
        () -> Hints.federated(sandbox.state(), session.environment(), regions.get(1).id());
    if (!Boolean.getBoolean(TERMINAL)) {
      return run.onPipe(out, requests, hints.get());
    }
    var screen = new Screen(out);
    progress.tell(screen::notice);
    return run.onTerminal(screen, requests, hints);
  }

  private List<String> hints(UpState state) {
    return Hints.lines(state, session.environment(), regions.get(regions.size() - 1).id());
  }
}
