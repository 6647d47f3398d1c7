package dev.parallax.cli.topics;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.LoginOption;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.fault.KnownFault;
import dev.parallax.runtime.topics.TopicProvisioner;
import java.util.Set;
import java.util.concurrent.Callable;
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
      "  parallax topics create --command-config admin.properties",
      "  parallax topics create --output json"
    })
final class TopicsCreateCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Mixin private final LoginOption login = new LoginOption();
  @Spec private CommandSpec spec;

  TopicsCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var connection = cluster.one(session, spec.commandLine().getErr());
    if (connection.config().isEmpty()) {
      throw CommandFailure.usage(
          "each region has a topic, and no regions are known: name a configuration by --config"
              + " FILE");
    }
    print(create(login.at(connection, session.environment())));
    return ExitCode.OK;
  }

  /** The names of those that it created, sorted. */
  private static Set<String> create(Connection connection) {
    try (var admin = ClusterAdmin.open(connection)) {
      return TopicProvisioner.ensure(
          admin.client(),
          TopicsListCommand.catalogue(connection),
          connection.topics().replicationFactor());
    } catch (KnownFault fault) {
      throw CommandFailure.failed(fault.getMessage(), fault);
    } catch (UnknownTopicOrPartitionException lagging) {
      throw CommandFailure.failed(
          "the cluster does not show all topics yet: run this again", lagging);
    } catch (TimeoutException silent) {
      throw CommandFailure.failed(connection.adviceIfUnreachable(), silent);
    }
  }

  private void print(Set<String> created) {
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
