package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.events.ExecutionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of the sample requests of each region.
 *
 * @param appliedIn the region in which the patterns were applied; the others have copies
 * @param results by region, in the order of the regions
 */
record FederatedReport(String appliedIn, Map<String, List<SampleResult>> results) {
  private static final int WIDTH = 50;

  boolean isAllCompleted() {
    return results.values().stream().flatMap(List::stream).allMatch(SampleResult::isCompleted);
  }

  /** One table per region, what is in it in numbers, and who used which pattern. */
  String text() {
    var blocks = new ArrayList<String>();
    results.forEach((region, all) -> blocks.add(block(region, all)));
    var table = Table.of("Pattern", "Applied in", "Used for requests to");
    users().forEach((pattern, users) -> table.row(pattern, appliedIn, String.join(", ", users)));
    blocks.add("Patterns, copied from the region in which they were applied:\n" + table);
    return String.join("\n\n", blocks);
  }

  private static String block(String region, List<SampleResult> all) {
    var table = Table.of("Pattern", "Region", "Agent", "Status", "Duration", "Votes", "Answer");
    for (var result : all) {
      table.row(
          result.request().pattern(),
          result.region(),
          result.agent(),
          result.status(),
          result.duration(),
          result.votes(),
          isKeptBack(result) ? "(kept in " + result.region() + ")" : result.answer(WIDTH));
    }
    return "Control plane of %s: %d of %d requests completed, %d of them in other regions%n%s"
        .formatted(region, completed(all), all.size(), elsewhere(region, all), table);
  }

  ObjectNode json() {
    var json = Json.object().put("asExpected", isAllCompleted());
    var regions = json.putArray("regions");
    results.forEach(
        (region, all) -> {
          var entry =
              regions
                  .addObject()
                  .put("region", region)
                  .put("requests", all.size())
                  .put("completed", completed(all))
                  .put("elsewhere", elsewhere(region, all));
          var listed = entry.putArray("results");
          all.forEach(result -> listed.add(result.toJson()));
        });
    var patterns = json.putArray("patterns");
    users()
        .forEach(
            (pattern, users) ->
                users.forEach(
                    patterns
                            .addObject()
                            .put("pattern", pattern)
                            .put("appliedIn", appliedIn)
                            .putArray("usedIn")
                        ::add));
    return json;
  }

  /** The regions whose control planes ran requests with a pattern to their end, by pattern. */
  private Map<String, Set<String>> users() {
    var users = new TreeMap<String, Set<String>>();
    results.forEach(
        (region, all) ->
            all.stream()
                .filter(SampleResult::isCompleted)
                .map(result -> result.request().pattern())
                .forEach(
                    pattern ->
                        users.computeIfAbsent(pattern, unused -> new TreeSet<>()).add(region)));
    return users;
  }

  private static long completed(List<SampleResult> all) {
    return all.stream().filter(SampleResult::isCompleted).count();
  }

  /** Those that agents of another region worked on, alone or with others. */
  private static long elsewhere(String region, List<SampleResult> all) {
    return all.stream()
        .filter(SampleResult::isCompleted)
        .filter(
            result ->
                result
                    .outcome()
                    .map(outcome -> !outcome.getRegions().equals(List.of(region)))
                    .orElse(false))
        .count();
  }

  /** R5: its value may not leave the region where it was found. */
  private static boolean isKeptBack(SampleResult result) {
    return result.outcome().map(ExecutionOutcome::getRedacted).orElse(false);
  }
}
