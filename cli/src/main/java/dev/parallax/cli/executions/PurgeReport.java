package dev.parallax.cli.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What is left of a purged execution, and for how long.
 *
 * @param id the execution
 * @param cancelled whether it ran and was cancelled for this
 * @param traces the records that were found
 * @param keeping how long each of their topics is kept
 * @param overwritten topics in which the records were overwritten
 * @param peers other regions whose clusters have parts of it (P7)
 */
record PurgeReport(
    String id,
    boolean cancelled,
    List<Trace> traces,
    Map<String, TopicKeeping> keeping,
    List<String> overwritten,
    List<String> peers) {

  /** What no topic shows. */
  private static final List<String> NOTES =
      List.of(
          "a record goes with its segment: at its time at the earliest, and segment.ms later at the"
              + " latest while its topic is written to",
          "the router holds no input of an execution that has ended; its changelogs let go of it"
              + " within about an hour. It knows id, content hash and outcome for"
              + " executions.idempotence",
          "copies outside of these topics are not looked at: those of other clusters, of analytics,"
              + " of consumers and backups, and dead letters under another key");

  /** What is not in the table. */
  List<String> notes() {
    return Stream.concat(
            peers.stream()
                .map(
                    peer ->
                        "%s has records of it in its own cluster: parallax execution purge %s --region %s"
                            .formatted(peer, id, peer)),
            NOTES.stream())
        .toList();
  }

  Table table() {
    var table =
        Table.of(
            "What", "Topic", "Partition", "Offset", "Written", "Bytes", "Kept until", "Gone by");
    for (var trace : traces) {
      var kept = keeping.get(trace.topic());
      table.row(
          trace.what(),
          trace.topic(),
          Integer.toString(trace.partition()),
          Long.toString(trace.offset()),
          Instant.ofEpochMilli(trace.timestamp()).toString(),
          Integer.toString(trace.bytes()),
          isOverwritten(trace) ? "compaction" : time(kept.keptUntil(trace.timestamp())),
          isOverwritten(trace) ? "compaction" : time(kept.goneBy(trace.timestamp())));
    }
    return table;
  }

  ObjectNode json() {
    var json = Json.object().put("executionId", id).put("cancelled", cancelled);
    var records = json.putArray("records");
    traces.forEach(trace -> records.add(json(trace)));
    json.set("overwrittenTopics", Json.tree(overwritten));
    json.set("notes", Json.tree(notes()));
    return json;
  }

  private ObjectNode json(Trace trace) {
    var kept = keeping.get(trace.topic());
    var json =
        Json.object()
            .put("what", trace.what())
            .put("topic", trace.topic())
            .put("partition", trace.partition())
            .put("offset", trace.offset())
            .put("timestamp", trace.timestamp())
            .put("bytes", trace.bytes())
            .put("overwritten", isOverwritten(trace));
    put(json, "keptUntil", kept.keptUntil(trace.timestamp()));
    put(json, "goneBy", kept.goneBy(trace.timestamp()));
    return json;
  }

  private boolean isOverwritten(Trace trace) {
    return overwritten.contains(trace.topic());
  }

  private static void put(ObjectNode json, String name, OptionalLong time) {
    if (time.isPresent()) {
      json.put(name, time.getAsLong());
    } else {
      json.putNull(name);
    }
  }

  private static String time(OptionalLong time) {
    return time.isPresent() ? Instant.ofEpochMilli(time.getAsLong()).toString() : "no time ends it";
  }
}
