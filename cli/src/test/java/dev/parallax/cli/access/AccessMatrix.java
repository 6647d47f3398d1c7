package dev.parallax.cli.access;

import dev.parallax.cli.console.Table;
import dev.parallax.runtime.access.AccessRules;
import dev.parallax.runtime.access.Holder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may read (r) and write (w) which topic; {@code -}: neither.
 *
 * @param rows by topic: what each holder may, by its text
 */
record AccessMatrix(Map<String, Map<String, String>> rows) {

  /**
   * @param columns by holder: what it may with each topic
   */
  private static AccessMatrix of(Map<Holder, Map<String, String>> columns) {
    var rows = new TreeMap<String, Map<String, String>>();
    columns.forEach(
        (holder, cells) ->
            cells.forEach(
                (topic, cell) ->
                    rows.computeIfAbsent(topic, one -> new LinkedHashMap<>())
                        .put(holder.text(), cell)));
    return new AccessMatrix(rows);
  }

  /** As the rules say it should be. */
  static AccessMatrix expected(AccessRules rules, List<String> topics) {
    var columns = new LinkedHashMap<Holder, Map<String, String>>();
    for (var holder : rules.holders()) {
      var cells = new TreeMap<String, String>();
      for (var topic : topics) {
        boolean reads = isGranted(rules, holder, topic, AclOperation.READ);
        cells.put(topic, cell(reads, isGranted(rules, holder, topic, AclOperation.WRITE)));
      }
      columns.put(holder, cells);
    }
    return of(columns);
  }

  /** As it is: every cell is tried, by all holders at once. */
  static AccessMatrix tried(GuardedCluster cluster, List<String> topics) {
    var holders = cluster.rules().holders();
    var threads = Executors.newFixedThreadPool(holders.size());
    try {
      var trying = new LinkedHashMap<Holder, CompletableFuture<Map<String, String>>>();
      for (var holder : holders) {
        trying.put(
            holder, CompletableFuture.supplyAsync(() -> tried(cluster, holder, topics), threads));
      }
      var columns = new LinkedHashMap<Holder, Map<String, String>>();
      trying.forEach((holder, cells) -> columns.put(holder, cells.join()));
      return of(columns);
    } finally {
      threads.shutdown();
    }
  }

  private static Map<String, String> tried(
      GuardedCluster cluster, Holder holder, List<String> topics) {
    var cells = new TreeMap<String, String>();
    try (var login = new Attempts(cluster.login(holder))) {
      for (var topic : topics) {
        boolean reads = login.read(topic);
        cells.put(topic, cell(reads, login.write(topic)));
      }
    }
    return cells;
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
