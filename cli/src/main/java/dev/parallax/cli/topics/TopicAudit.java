package dev.parallax.cli.topics;

import dev.parallax.schemas.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * Compares what a cluster has with what it should have.
 *
 * @param expected topics of the catalogue
 * @param found topics of the cluster under the prefix, by name
 */
record TopicAudit(List<TopicSpec> expected, Map<String, TopicDescription> found) {
  static final String OK = "ok";
  static final String MISSING = "missing";

  /** How a topic stands: {@value #OK}, {@value #MISSING}, or what is wrong with it. */
  String finding(TopicSpec topic) {
    var there = found.get(topic.name());
    if (there == null) {
      return MISSING;
    }
    int partitions = there.partitions().size();
    return partitions == topic.partitions()
        ? OK
        : partitions + " partitions instead of " + topic.partitions();
  }

  boolean isComplete() {
    return expected.stream().allMatch(topic -> finding(topic).equals(OK));
  }

  /** Topics of regions that are no longer configured: left alone, and told (C5). */
  List<String> orphaned(String executionsPrefix) {
    Set<String> known = expected.stream().map(TopicSpec::name).collect(Collectors.toSet());
    var orphans = new TreeSet<String>();
    for (var name : found.keySet()) {
      if (name.startsWith(executionsPrefix) && !known.contains(name)) {
        orphans.add(name);
      }
    }
    return new ArrayList<>(orphans);
  }
}
