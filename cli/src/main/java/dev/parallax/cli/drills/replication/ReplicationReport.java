package dev.parallax.cli.drills.replication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.cli.replication.verify.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What came of the drill of replication.
 *
 * @param origin the region in which patterns were applied
 * @param seenAfterMs when the shared one was seen, by region, ms after it was stored
 * @param leaks where an excluded name was found outside of its region
 * @param keptAtHome whether the origin's own view has all of them
 * @param verified what came of comparing copies with their sources
 */
record ReplicationReport(
    String origin,
    Map<String, Long> seenAfterMs,
    List<String> leaks,
    boolean keptAtHome,
    Verified verified)
    implements DrillReport {
  @Override
  public boolean passed() {
    return leaks.isEmpty() && keptAtHome && verified.isSame();
  }

  @Override
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(ReplicationDrill.SHARED + ", applied in " + origin + ":");
    var table = Table.of("Region", "Seen after");
    seenAfterMs.forEach((region, millis) -> table.row(region, millis + " ms"));
    lines.addAll(table.lines());
    var names = String.join(" and ", ReplicationDrill.EXCLUDED);
    lines.add("");
    lines.add(
        leaks.isEmpty()
            ? names + " never left " + origin + ": in no record of any topic of the others"
            : names + " left " + origin + ":");
    leaks.forEach(leak -> lines.add("  " + leak));
    if (!keptAtHome) {
      lines.add("the view of " + origin + " itself does not have all that was applied there");
    }
    lines.add("");
    lines.addAll(verified.lines());
    lines.add("");
    lines.add(passed() ? "as it must be" : "NOT as it must be");
    return lines;
  }

  @Override
  public ObjectNode json() {
    var json =
        Json.object()
            .put("passed", passed())
            .put("origin", origin)
            .put("pattern", ReplicationDrill.SHARED)
            .put("keptAtHome", keptAtHome);
    json.set("excluded", Json.tree(ReplicationDrill.EXCLUDED));
    json.set("seenAfterMs", Json.tree(seenAfterMs));
    json.set("leaks", Json.tree(leaks));
    json.set("verified", verified.json());
    return json;
  }
}
