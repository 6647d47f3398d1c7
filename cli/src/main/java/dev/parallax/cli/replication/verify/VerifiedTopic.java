package dev.parallax.cli.replication.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import java.util.List;

/**
 * What came of comparing one topic.
 *
 * @param flow between which regions it is copied, or the region whose view it is
 * @param topic its name in the source, or that of the view
 * @param records how many of the source were read
 * @param differences what is not as it must be, and what may stay
 */
public record VerifiedTopic(String flow, String topic, long records, List<Difference> differences) {
  /** Copies the differences. */
  public VerifiedTopic {
    differences = List.copyOf(differences);
  }

  /** How many differences are faults. */
  long faults() {
    return differences.stream().filter(Difference::isFault).count();
  }

  ObjectNode json() {
    var json = Json.object().put("flow", flow).put("topic", topic).put("records", records);
    var array = json.putArray("differences");
    differences.forEach(difference -> array.add(difference.json()));
    return json;
  }
}
