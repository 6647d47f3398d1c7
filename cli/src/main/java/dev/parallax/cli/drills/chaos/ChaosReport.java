package dev.parallax.cli.drills.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.check.Checked;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.drills.DrillReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of the drill.
 *
 * @param schedule what happened
 * @param ledger what producers know
 * @param open requests that had no end when it was waited no longer
 * @param checked what the topics say
 */
record ChaosReport(Schedule schedule, Ledger ledger, long open, Checked checked)
    implements DrillReport {

  @Override
  public boolean passed() {
    return checked.isClean() && open == 0;
  }

  private Map<Kind, Long> counts() {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    schedule.mishaps().forEach(mishap -> counts.merge(mishap.kind(), 1L, Long::sum));
    return counts;
  }

  @Override
  public List<String> lines() {
    var table = Table.of("Mishap", "Times");
    counts().forEach((kind, count) -> table.row(kind.toString(), count.toString()));
    var lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.addAll(checked.lines());
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "seed %d: %,d mishaps in %d s; %,d requests acknowledged, %,d without an answer, %,d not"
                + " taken; %,d without an end; %,d violations",
            schedule.seed(),
            schedule.mishaps().size(),
            schedule.length().toSeconds(),
            ledger.ids().size(),
            ledger.unknownCount(),
            ledger.refusedCount(),
            open,
            checked.violations().size()));
    lines.add(passed() ? "Everything is as it must be." : "Something is not as it must be.");
    return lines;
  }

  @Override
  public ObjectNode json() {
    var json = checked.json().put("drill", ChaosDrill.NAME).put("passed", passed());
    json.put("seed", schedule.seed()).put("seconds", schedule.length().toSeconds());
    json.put("acknowledged", ledger.ids().size()).put("unknown", ledger.unknownCount());
    json.put("refused", ledger.refusedCount()).put("open", open);
    var mishaps = json.putObject("mishaps");
    counts().forEach((kind, count) -> mishaps.put(kind.toString(), count));
    var steps = json.putArray("schedule");
    schedule.lines().forEach(steps::add);
    return json;
  }
}
