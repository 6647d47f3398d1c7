package dev.parallax.cli.agents;

import dev.parallax.client.AgentHost;
import dev.parallax.client.AgentSpec;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A process of {@code parallax up}: the sample agents of one region, and their health over HTTP. It
 * runs until it is told to end (SIGTERM), and leaves gracefully then.
 */
@Command(
    name = "region-agents",
    mixinStandardHelpOptions = true,
    description = "Runs the sample agents of one region until it is told to end.")
public final class RegionAgents implements Callable<Integer> {
  /** The tasks of these agents take milliseconds. */
  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(1);

  /** With a cluster that is away, saying goodbye to it would take longer. */
  private static final Duration LONGEST_LEAVE = Duration.ofMillis(4_500);

  @Spec private CommandSpec spec;

  @Option(names = "--region", required = true, description = "Region that they run in.")
  private String region;

  @Option(names = "--count", defaultValue = "1", description = "How many; default 1.")
  private int count;

  @Option(names = "--capabilities", split = ",", description = "What each of them can do.")
  private List<String> capabilities = List.of();

  @Option(names = "--bootstrap-servers", required = true, description = "Kafka's, host:port[,...].")
  private String bootstrapServers;

  @Option(names = "--schema-registry", required = true, split = ",", description = "Its URLs.")
  private String[] schemaRegistry;

  @Option(names = "--topic-prefix", defaultValue = "parallax.", description = "Of every topic.")
  private String topicPrefix;

  @Option(
      names = "--health-bind",
      defaultValue = "127.0.0.1",
      description = "Address at which their health is answered; default ${DEFAULT-VALUE}.")
  private String healthBind;

  @Option(names = "--health-port", defaultValue = "0", description = "Its port; 0: any free.")
  private int healthPort;

  @Option(names = "--id-prefix", description = "What their ids begin with; default the region.")
  private String idPrefix;

  @Option(names = "--max-concurrency", defaultValue = "4", description = "Tasks at once each.")
  private int maxConcurrency;

  @Option(names = "--heartbeat-ms", defaultValue = "2000", description = "Between signs of life.")
  private long heartbeatMs;

  @Option(names = "--contrary", description = "Answer something else than is right, on purpose.")
  private boolean contrary;

  /** Runs them until SIGTERM; exits with 1 if it cannot run, with 2 if it is used wrongly. */
  public static void main(String[] args) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "parallax-logback.xml");
    }
    System.exit(new CommandLine(new RegionAgents()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireAtLeastOne("--count", count);
    requireAtLeastOne("--max-concurrency", maxConcurrency);
    requireAtLeastOne("--heartbeat-ms", heartbeatMs);
    try (var host = start();
        var health = AgentsHealth.listen(healthBind, healthPort, host::problems)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(host), "leave"));
      say("health: " + health.url());
      host.connected().join();
      say("agents: " + count + " connected");
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    } catch (BindException e) {
      System.err.println("health port " + healthPort + " is taken: name another, or 0 for any");
      return CommandLine.ExitCode.SOFTWARE;
    } catch (CancellationException left) {
      return CommandLine.ExitCode.OK;
    }
  }

  private void requireAtLeastOne(String option, long value) {
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " must be 1 or more, not " + value);
    }
  }

  private AgentHost start() {
    var builder =
        AgentHost.builder()
            .bootstrapServers(bootstrapServers)
            .schemaRegistry(schemaRegistry)
            .topicPrefix(topicPrefix)
            .region(region)
            .heartbeat(Duration.ofMillis(heartbeatMs))
            .leaveTimeout(LEAVE_TIMEOUT);
    var handler = contrary ? new ContraryHandler() : new SampleHandler();
    for (int i = 1; i <= count; i++) {
      builder.agent(AgentSpec.of(id(i), capabilities, handler).maxConcurrency(maxConcurrency));
    }
    return builder.start();
  }

  /** Of one length, so that they sort as they count. */
  private String id(int number) {
    var digits = Integer.toString(count).length();
    return (idPrefix == null ? region : idPrefix)
        + "-"
        + String.format("%0" + digits + "d", number);
  }

  private static void leave(AgentHost host) {
    var leaving = new Thread(host::close, "leave-gracefully");
    leaving.setDaemon(true);
    leaving.start();
    try {
      leaving.join(LONGEST_LEAVE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
