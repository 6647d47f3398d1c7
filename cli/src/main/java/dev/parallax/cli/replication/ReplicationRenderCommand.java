package dev.parallax.cli.replication;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RegionClusters;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.core.replication.Flow;
import dev.parallax.replicator.mirror.Rendering;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "render",
    description = {
      "Prints what is copied in one direction as a connector for a Connect cluster of one's own,"
          + " beside the target: what POST /connectors takes, secrets masked. Without FLOW a list of"
          + " all of them."
    },
    footerHeading = "%nExamples:%n",
    footer = "  parallax replication render 'us-east-1>eu-west-1'")
final class ReplicationRenderCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLOW",
      description = "SOURCE>TARGET, such as 'us-east-1>eu-west-1'. Default: all.")
  private String name;

  ReplicationRenderCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var clusters = RegionClusters.of(cluster.connection(session));
    var rendered =
        name == null
            ? Json.tree(clusters.flows().stream().map(flow -> connector(clusters, flow)).toList())
            : connector(clusters, clusters.flow(name));
    spec.commandLine().getOut().println(Json.pretty(rendered));
    return ExitCode.OK;
  }

  private static JsonNode connector(RegionClusters clusters, Flow flow) {
    return Json.tree(Rendering.connector(clusters.config(), flow));
  }
}
