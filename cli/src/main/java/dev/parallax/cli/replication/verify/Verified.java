package dev.parallax.cli.replication.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import java.util.ArrayList;
import java.util.List;

/** What came of comparing copies with their sources. */
public record Verified(List<VerifiedTopic> topics) {
  private static final int SHOWN = 20;

  /** Copies the topics. */
  public Verified {
    topics = List.copyOf(topics);
  }

  /** Whether everything is as it must be. */
  public boolean isSame() {
    return topics.stream().allMatch(topic -> topic.faults() == 0);
  }

  /** For people: a table, then the differences. */
  public List<String> lines() {
    var table = Table.of("Flow", "Topic", "Records", "Differences");
    for (var topic : topics) {
      table.row(
          topic.flow(),
          topic.topic(),
          Long.toString(topic.records()),
          topic.faults() == 0 ? "none" : Long.toString(topic.faults()));
    }
    var lines = new ArrayList<>(table.lines());
    for (var topic : topics) {
      topic.differences().stream()
          .limit(SHOWN)
          .forEach(each -> lines.add(topic.flow() + " " + topic.topic() + ": " + each));
      if (topic.differences().size() > SHOWN) {
        lines.add(
            topic.flow()
                + " "
                + topic.topic()
                + ": and "
                + (topic.differences().size() - SHOWN)
                + " more, all of them with --output json");
      }
    }
    return lines;
  }

  /** For programs: {@code {"same": ..., "topics": [...]}}. */
  public ObjectNode json() {
    var json = Json.object().put("same", isSame());
    var array = json.putArray("topics");
    topics.forEach(topic -> array.add(topic.json()));
    return json;
  }
}
