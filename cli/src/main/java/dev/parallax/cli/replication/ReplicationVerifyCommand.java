package dev.parallax.cli.replication;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.DurationConverter;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.replication.verify.Verification;
import dev.parallax.cli.session.Session;
import dev.parallax.cli.session.Stop;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.schemas.AvroCodecs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Compares every topic that is copied between regions with its copies: of a compacted topic the"
          + " last value of each key, of others the sequence of records. Copies may take a while to"
          + " become the same. Excluded names must not be in a view of another region; those in"
          + " copies are listed, as a list that is made tighter takes back nothing. Exits 1 if a copy"
          + " stays different or a view has an excluded name."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax replication verify",
      "  parallax replication verify --topic patterns",
      "  parallax replication verify --topic decisions --sample 100",
      "  parallax replication verify --output json | jq '.topics[].differences[]'"
    })
final class ReplicationVerifyCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only this one, with or without the prefix of its name.")
  private String topic;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "Compare the newest N records of every partition only, and read no others; of a compacted"
              + " topic the last values of their keys. Default: all.")
  private Integer sample;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "15s",
      converter = DurationConverter.class,
      description = "How long a copy may take to become the same (${DEFAULT-VALUE}).")
  private Duration patience;

  ReplicationVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (sample != null && sample < 1) {
      throw CommandFailure.usage("--sample must be 1 or more, not " + sample);
    }
    var connection = cluster.connection(session);
    var clusters = RegionClusters.of(connection);
    var err = spec.commandLine().getErr();
    try (var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables());
        var stop = Stop.atExit()) {
      var options =
          new Verification.Options(
              Optional.ofNullable(topic),
              Optional.ofNullable(sample),
              patience,
              line -> err.println("parallax: " + line),
              stop::isAskedWithin);
      var verified = new Verification(clusters, AvroCodecs.lookingUp(registry), options).run();
      var out = spec.commandLine().getOut();
      if (session.options().json()) {
        out.println(Json.pretty(verified.json()));
      } else {
        verified.lines().forEach(out::println);
      }
      return verified.isSame() && !stop.isAsked() ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
