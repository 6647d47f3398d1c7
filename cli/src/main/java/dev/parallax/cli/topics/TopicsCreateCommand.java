package dev.parallax.cli.topics;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.topics.TopicProvisioner;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "create",
    description = {
      "Creates the topics that are missing and checks those that exist. Changes nothing that exists:"
          + " partition counts are chosen once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax topics create --config parallax.config.yaml",
      "  parallax topics create --output json"
    })
final class TopicsCreateCommand implements Callable<Integer> {
  /** Each is a round trip. */
  private static final int ATTEMPTS = 100;

  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  TopicsCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.connection(session);
    if (connection.config().isEmpty()) {
      throw CommandFailure.usage(
          "each region has a topic, and no regions are known: name a configuration by --config"
              + " FILE");
    }
    print(create(connection));
    return ExitCode.OK;
  }

  /** The names of those that were missing. */
  private static List<String> create(Connection connection) {
    var topics = TopicsListCommand.catalogue(connection);
    try (var admin = ClusterAdmin.open(connection)) {
      var missing = new TopicAudit(topics, admin.topics()).missing();
      ensure(admin.client(), topics, connection.topics().replicationFactor());
      return missing;
    } catch (KnownFault fault) {
      throw CommandFailure.failed(fault.getMessage(), fault);
    } catch (TimeoutException silent) {
      throw CommandFailure.failed(connection.adviceIfUnreachable(), silent);
    }
  }

  /** The broker that is asked may not know yet what another has just created. */
  private static void ensure(Admin admin, List<TopicSpec> topics, int replicationFactor) {
    for (int attempt = 1; ; attempt++) {
      try {
        TopicProvisioner.ensure(admin, topics, replicationFactor);
        return;
      } catch (UnknownTopicOrPartitionException lagging) {
        if (attempt == ATTEMPTS) {
          throw CommandFailure.failed(
              "the cluster does not show all topics yet: run this again", lagging);
        }
      }
    }
  }

  private void print(List<String> created) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      var json = Json.object();
      json.set("created", Json.tree(created));
      out.println(Json.pretty(json));
    } else {
      created.forEach(name -> out.println("created " + name));
      out.println(created.isEmpty() ? "all topics exist" : created.size() + " topics created");
    }
  }
}
