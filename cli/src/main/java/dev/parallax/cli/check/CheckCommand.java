package dev.parallax.cli.check;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parallax check}. */
@Command(
    name = "check",
    description = {
      "Reads the topics from their beginning, in the clusters of all regions where each has its own,"
          + " and proves that every request ended once, by one chain of decisions, in regions that"
          + " residency allows, that no slot counts twice, that the failover state has one history,"
          + " that no transaction stays open,"
          + " and that all regions tell the same. Works out again by itself what is allowed. Changes"
          + " nothing, and can be run beside the apps: what may still go on is not judged. Lists every"
          + " violation with its record and its rule, and exits 1 if there is one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax check",
      "  parallax check --config parallax.config.yaml",
      "  parallax check --output json | jq '.violations[]'"
    })
public final class CheckCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--limit",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = "How long each of six steps of reading a cluster may take (${DEFAULT-VALUE}).")
  private Duration limit;

  @Option(
      names = "--margin",
      paramLabel = "DURATION",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "What ended within this time is not judged: what belongs to it may not be readable yet"
              + " (${DEFAULT-VALUE}).")
  private Duration margin;

  /** The command for this session. */
  public CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var err = spec.commandLine().getErr();
    var checking =
        new Checking(
            session.environment().variables(), limit, line -> err.println("parallax: " + line));
    long asOf = Clock.systemUTC().millis() - margin.toMillis();
    var checked = checking.check(cluster.connection(session), Map.of(), asOf);
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(checked.json()));
    } else {
      checked.lines().forEach(out::println);
    }
    return checked.isClean() ? ExitCode.OK : ExitCode.FAILED;
  }
}
