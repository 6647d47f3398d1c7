package dev.parallax.cli.executions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.ClusterAdmin;
import dev.parallax.cli.cluster.Connection;
import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.cluster.RecordWriter;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.console.ExitCode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.session.Session;
import dev.parallax.runtime.app.RegistryAccess;
import dev.parallax.runtime.input.Purges;
import dev.parallax.schemas.AvroCodecs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "purge",
    description = {
      "Overwrites what compaction can remove of an execution, and lists every record that is left of"
          + " it: where, how large, and until when the broker keeps it. Kafka removes nothing else"
          + " before its time. Exits 1 if nothing is found, or if it still runs or is held."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  parallax execution purge my-execution-1",
      "  parallax execution purge my-execution-1 --cancel      end it first, if it still runs",
      "  parallax execution purge my-execution-1 --output json | jq '.records[].goneBy'"
    })
final class ExecutionPurgeCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private final ConnectionOptions cluster = new ConnectionOptions();
  @Spec private CommandSpec spec;

  @Mixin private final ExecutionId named = new ExecutionId();
  private String id;

  @Option(
      names = "--cancel",
      description = "Cancel it if it still runs or is held: until its end its input is in use.")
  private boolean cancel;

  ExecutionPurgeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    id = named.value();
    var connection = cluster.one(session, spec.commandLine().getErr());
    try (var admin = ClusterAdmin.open(connection);
        var registry =
            RegistryAccess.client(connection.registry(), session.environment().variables())) {
      var topics = admin.topics().keySet();
      say("reading the topics of " + connection.topics().prefix() + " from their beginning");
      var traces = new Traces(connection, AvroCodecs.lookingUp(registry), id);
      var found = traces.find(topics);
      boolean runs = traces.requested() && !traces.ended();
      if (runs) {
        end(connection, new AvroCodecs(registry));
        traces = new Traces(connection, AvroCodecs.lookingUp(registry), id);
        found = traces.find(topics);
      }
      if (found.isEmpty()) {
        throw CommandFailure.failed(
            "nothing is found of execution "
                + id
                + ": it was never requested, or all of it is gone");
      }
      var peers = List.copyOf(traces.peers());
      print(report(connection, admin, found, runs, peers, new AvroCodecs(registry)));
      return ExitCode.OK;
    }
  }

  /** Its input is kept for retries, and its value is yet to be written. */
  private void end(Connection connection, AvroCodecs codecs) {
    if (!cancel) {
      throw CommandFailure.failed(
          "execution "
              + id
              + " has no outcome: it runs or is held, and its input is in use; wait for its end, or"
              + " cancel it by --cancel");
    }
    if (new Cancelling(connection, codecs, this::say)
        .cancel(id, "purged", Instant.EPOCH)
        .isEmpty()) {
      throw CommandFailure.failed(
          "execution "
              + id
              + " has no outcome "
              + Cancelling.EFFECT.toSeconds()
              + " s after it was asked to be cancelled: no router runs, or none knows it; nothing is"
              + " purged");
    }
  }

  private PurgeReport report(
      Connection connection,
      ClusterAdmin admin,
      List<Trace> found,
      boolean cancelled,
      List<String> peers,
      AvroCodecs codecs) {
    Set<String> concerned = found.stream().map(Trace::topic).collect(Collectors.toSet());
    var keeping = TopicKeeping.of(admin, concerned);
    var compacted = new TreeSet<String>();
    for (var topic : concerned) {
      if (keeping.get(topic).isCompacted() && !isOfTasks(connection, topic)) {
        compacted.add(topic);
      }
    }
    overwrite(connection, codecs, found, compacted);
    return new PurgeReport(id, cancelled, found, keeping, List.copyOf(compacted), peers);
  }

  /** Keyed by agent: a deletion there would be one of other executions' tasks. */
  private static boolean isOfTasks(Connection connection, String topic) {
    return topic.startsWith(connection.topics().prefix() + "executions.");
  }

  private static void overwrite(
      Connection connection, AvroCodecs codecs, List<Trace> found, Set<String> topics) {
    var deletions = new HashMap<String, ProducerRecord<byte[], byte[]>>();
    for (var trace : found) {
      if (topics.contains(trace.topic()) && trace.key().isPresent()) {
        var key = trace.key().get().array();
        var place = trace.topic() + "-" + trace.partition() + " " + new String(key, UTF_8);
        deletions.put(place, deletion(trace, key));
      }
    }
    if (!deletions.isEmpty()) {
      new RecordWriter(connection, codecs, "deleting it once more does no harm")
          .write(Map.copyOf(deletions), "the deletion in");
    }
  }

  private static ProducerRecord<byte[], byte[]> deletion(Trace trace, byte[] key) {
    var by = System.getProperty("user.name", "parallax");
    var record = new ProducerRecord<byte[], byte[]>(trace.topic(), trace.partition(), key, null);
    record.headers().add(Purges.HEADER, by.getBytes(UTF_8));
    return record;
  }

  private void print(PurgeReport report) {
    var out = spec.commandLine().getOut();
    if (session.options().json()) {
      out.println(Json.pretty(report.json()));
      return;
    }
    out.println(report.table());
    out.println();
    var lines = new ArrayList<String>();
    if (report.cancelled()) {
      lines.add("it was cancelled first");
    }
    lines.add(
        report.overwritten().isEmpty()
            ? "nothing could be overwritten: none of these topics is compacted by execution"
            : "overwritten, and gone with the next compaction: "
                + String.join(", ", report.overwritten()));
    lines.addAll(report.notes());
    lines.forEach(line -> out.println("- " + line));
  }

  private void say(String line) {
    spec.commandLine().getErr().println("parallax: " + line);
  }
}
