package dev.parallax.cli.topics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.session.Session;
import dev.parallax.schemas.TopicCatalogue;
import dev.parallax.schemas.TopicSpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = {
      "Lists the topics of an installation as they must be. With --check also how the cluster's"
          + " stand; exits 1 if one is missing or differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax topics list",
      "  parallax topics list --check",
      "  parallax topics list --output json | jq -r '.topics[].name'"
    })
final class TopicsListCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Option(names = "--check", description = "Ask the cluster, too.")
  private boolean check;

  TopicsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (check) {
      return checked(cluster.one(session, spec.commandLine().getErr()));
    }
    var topics = cluster.find(session).map(TopicsListCommand::catalogue);
    print(topics.orElseGet(this::defaults), Optional.empty(), List.of());
    return ExitCode.OK;
  }

  private int checked(Connection connection) {
    try (var admin = ClusterAdmin.open(connection)) {
      var audit = new TopicAudit(catalogue(connection), admin.topics());
      var orphaned = audit.orphaned(connection.topics().prefix() + "executions.");
      print(audit.expected(), Optional.of(audit), orphaned);
      return audit.isComplete() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  static List<TopicSpec> catalogue(Connection connection) {
    return connection.systemTopics();
  }

  private List<TopicSpec> defaults() {
    spec.commandLine()
        .getErr()
        .println(
            "parallax: no configuration is known: these are the defaults, without the topics of"
                + " regions; name one by --config FILE");
    return new TopicCatalogue("parallax.", 12).all(List.of());
  }

  private void print(List<TopicSpec> topics, Optional<TopicAudit> audit, List<String> orphaned) {
    var out = spec.commandLine().getOut();
    out.println(
        session.options().json()
            ? Json.pretty(json(topics, audit, orphaned))
            : audit.map(a -> auditTable(topics, a)).orElseGet(() -> table(topics)));
    if (!orphaned.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "parallax: left by regions that are no longer configured: "
                  + String.join(", ", orphaned));
    }
  }

  private static Table table(List<TopicSpec> topics) {
    var table = Table.of("Topic", "Partitions", "Cleanup", "Values", "Purpose");
    topics.forEach(
        topic ->
            table.row(
                topic.name(),
                Integer.toString(topic.partitions()),
                cleanup(topic),
                values(topic),
                topic.purpose()));
    return table;
  }

  private static Table auditTable(List<TopicSpec> topics, TopicAudit audit) {
    var table = Table.of("Topic", "Partitions", "Cleanup", "Cluster");
    topics.forEach(
        topic ->
            table.row(
                topic.name(),
                Integer.toString(topic.partitions()),
                cleanup(topic),
                audit.finding(topic)));
    return table;
  }

  private static ObjectNode json(
      List<TopicSpec> topics, Optional<TopicAudit> audit, List<String> orphaned) {
    var json = Json.object();
    var array = json.putArray("topics");
    for (var topic : topics) {
      var entry =
          array
              .addObject()
              .put("name", topic.name())
              .put("partitions", topic.partitions())
              .put("values", values(topic))
              .put("purpose", topic.purpose());
      entry.set("config", Json.tree(topic.config()));
      audit.ifPresent(a -> entry.put("cluster", a.finding(topic)));
    }
    audit.ifPresent(a -> json.set("orphaned", Json.tree(orphaned)));
    return json;
  }

  private static String cleanup(TopicSpec topic) {
    var policy = topic.config().getOrDefault("cleanup.policy", "delete");
    var retention = topic.config().get("retention.ms");
    return retention == null ? policy : policy + " " + Long.parseLong(retention) / 86_400_000 + "d";
  }

  private static String values(TopicSpec topic) {
    return topic.value().map(Schema::getName).orElse("as read");
  }
}
