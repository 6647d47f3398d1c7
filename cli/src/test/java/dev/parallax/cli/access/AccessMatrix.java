package dev.parallax.cli.access;

import dev.parallax.cli.console.Table;
import dev.parallax.runtime.access.AccessRules;
import dev.parallax.runtime.access.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may read (r) and write (w) which topic; {@code -}: neither.
 *
 * @param rows by topic: what each holder may, by its text
 */
record AccessMatrix(Map<String, Map<String, String>> rows) {

  private static AccessMatrix of(
      List<Holder> holders, List<String> topics, BiFunction<Holder, String, String> cell) {
    var rows = new TreeMap<String, Map<String, String>>();
    topics.forEach(topic -> rows.put(topic, new LinkedHashMap<>()));
    for (var holder : holders) {
      topics.forEach(topic -> rows.get(topic).put(holder.text(), cell.apply(holder, topic)));
    }
    return new AccessMatrix(rows);
  }

  /** As the rules say it should be. */
  static AccessMatrix expected(AccessRules rules, List<String> topics) {
    return of(
        List.copyOf(rules.holders()),
        topics,
        (holder, topic) ->
            cell(
                isGranted(rules, holder, topic, AclOperation.READ),
                isGranted(rules, holder, topic, AclOperation.WRITE)));
  }

  /** As it is: every cell is tried. */
  static AccessMatrix tried(GuardedCluster cluster, List<String> topics) {
    var holders = List.copyOf(cluster.rules().holders());
    var attempts = new TreeMap<String, Attempts>();
    try {
      holders.forEach(holder -> attempts.put(holder.text(), new Attempts(cluster.login(holder))));
      return of(
          holders,
          topics,
          (holder, topic) -> {
            var login = attempts.get(holder.text());
            return cell(login.read(topic), login.write(topic));
          });
    } finally {
      attempts.values().forEach(Attempts::close);
    }
  }

  private static boolean isGranted(
      AccessRules rules, Holder holder, String topic, AclOperation operation) {
    return rules.of(holder).stream()
        .filter(right -> right.resource().resourceType() == ResourceType.TOPIC)
        .filter(right -> right.operations().contains(operation))
        .anyMatch(
            right ->
                right.isPrefixed()
                    ? topic.startsWith(right.resource().name())
                    : topic.equals(right.resource().name()));
  }

  private static String cell(boolean reads, boolean writes) {
    return reads ? writes ? "rw" : "r" : writes ? "w" : "-";
  }

  /** What somebody may with a topic. */
  String of(String holder, String topic) {
    return rows.get(topic).get(holder);
  }

  @Override
  public String toString() {
    var holders = new ArrayList<>(rows.values().iterator().next().keySet());
    var titles = new ArrayList<>(List.of("Topic"));
    titles.addAll(holders);
    var table = Table.of(titles.toArray(String[]::new));
    rows.forEach(
        (topic, cells) -> {
          var row = new ArrayList<>(List.of(topic));
          holders.forEach(holder -> row.add(cells.get(holder)));
          table.row(row.toArray(String[]::new));
        });
    return table.toString();
  }
}
