package dev.parallax.cli.drills.failover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.console.Table;
import dev.parallax.cli.drills.DrillReport;
import dev.parallax.events.FailoverKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** How the failovers of a drill went, and what became of the requests meanwhile. */
final class FailoverReport implements DrillReport {
  /** The 99th percentile of the switch time must be below, ms. */
  static final long BOUND_MS = 500;

  /** With fewer failovers a percentile says nothing. */
  static final int ENOUGH = 20;

  private final List<Switch> switches;
  private final Ledger ledger;
  private final List<Chronicle.Decided> decisions;

  FailoverReport(List<Switch> switches, Ledger ledger, List<Chronicle.Decided> decisions) {
    this.switches = List.copyOf(switches);
    this.ledger = ledger;
    this.decisions = List.copyOf(decisions);
  }

  @Override
  public boolean passed() {
    return ledger.lost() == 0
        && ledger.doubled() == 0
        && ledger.violations() == 0
        && switches.stream().allMatch(each -> each.workedAt().isPresent())
        && isFastEnough();
  }

  private boolean isFastEnough() {
    return switches.size() < ENOUGH
        || Switch.quantile(sorted(FailoverReport::switchMs), 0.99) < BOUND_MS;
  }

  private static long switchMs(Switch each) {
    return each.switchMs().orElse(Long.MAX_VALUE);
  }

  private List<Long> sorted(ToLongFunction<Switch> time) {
    return switches.stream().mapToLong(time).sorted().boxed().toList();
  }

  private long count(FailoverKind kind) {
    return decisions.stream().filter(decided -> decided.is(kind)).count();
  }

  @Override
  public List<String> lines() {
    var text = new ArrayList<>(switchTable().lines());
    text.add("");
    text.addAll(timeTable().lines());
    text.add("");
    text.addAll(requestTable().lines());
    text.add("");
    text.add(
        String.format(
            Locale.ROOT,
            "%,d requests accepted: %,d lost, %,d doubled, %,d tasks outside their region;"
                + " %,d that may go anywhere did not complete",
            ledger.accepted(),
            ledger.lost(),
            ledger.doubled(),
            ledger.violations(),
            ledger.freeNotCompleted()));
    text.add(
        "%d failovers and %d failbacks"
            .formatted(count(FailoverKind.FAILOVER), count(FailoverKind.FAILBACK)));
    text.add(verdict());
    return text;
  }

  private String verdict() {
    if (passed()) {
      return switches.size() < ENOUGH
          ? "Everything is as it must be."
          : "Everything is as it must be; the 99th percentile of the switch is below "
              + BOUND_MS
              + " ms.";
    }
    return isFastEnough()
        ? "Something is not as it must be."
        : "The 99th percentile of the switch is not below " + BOUND_MS + " ms.";
  }

  private Table switchTable() {
    var table = Table.of("#", "What", "To", "Detected", "Decided", "Switched", "Moved", "Routed");
    int number = 0;
    for (var each : switches) {
      number++;
      table.row(
          Integer.toString(number),
          each.from() + (each.how() == Switch.How.KILLED ? " agents killed" : " health cut"),
          each.to(),
          each.detectionMs() + "ms",
          "+" + each.decisionMs() + "ms",
          milliseconds(each.switchMs()),
          Long.toString(each.moved()),
          Long.toString(each.routed()));
    }
    return table;
  }

  private static String milliseconds(OptionalLong time) {
    return time.isEmpty() ? "never" : "+" + time.getAsLong() + "ms";
  }

  private Table timeTable() {
    var table = Table.of("Time", "p50", "p99", "Max");
    row(table, "to the evidence", Switch::detectionMs);
    row(table, "evidence to decision", Switch::decisionMs);
    row(table, "evidence to first task", FailoverReport::switchMs);
    return table;
  }

  private void row(Table table, String what, ToLongFunction<Switch> time) {
    var values = sorted(time);
    table.row(
        what,
        Switch.quantile(values, 0.5) + "ms",
        Switch.quantile(values, 0.99) + "ms",
        Switch.quantile(values, 1) + "ms");
  }

  private Table requestTable() {
    var table = Table.of("Requests", "End", "Count");
    ledger
        .ends()
        .forEach(
            (bound, ends) ->
                ends.forEach(
                    (end, count) ->
                        table.row(
                            bound.isEmpty() ? "free" : "bound to " + bound,
                            end,
                            String.format(Locale.ROOT, "%,d", count))));
    return table;
  }

  @Override
  public ObjectNode json() {
    var json = Json.object().put("drill", FailoverDrill.NAME).put("passed", passed());
    json.put("accepted", ledger.accepted()).put("lost", ledger.lost());
    json.put("doubled", ledger.doubled()).put("violations", ledger.violations());
    json.put("freeNotCompleted", ledger.freeNotCompleted());
    json.put("failovers", count(FailoverKind.FAILOVER));
    json.put("failbacks", count(FailoverKind.FAILBACK));
    times(json.putObject("detectionMs"), Switch::detectionMs);
    times(json.putObject("decisionMs"), Switch::decisionMs);
    times(json.putObject("switchMs"), FailoverReport::switchMs);
    var all = json.putArray("switches");
    for (var each : switches) {
      var one = all.addObject();
      one.put("how", each.how().toString()).put("from", each.from()).put("to", each.to());
      one.put("detectionMs", each.detectionMs()).put("decisionMs", each.decisionMs());
      each.switchMs().ifPresent(time -> one.put("switchMs", time));
      one.put("moved", each.moved()).put("routed", each.routed());
    }
    var requests = json.putArray("requests");
    ledger
        .ends()
        .forEach(
            (bound, ends) ->
                ends.forEach(
                    (end, count) ->
                        requests
                            .addObject()
                            .put("boundTo", bound)
                            .put("end", end)
                            .put("count", count)));
    return json;
  }

  private void times(ObjectNode json, ToLongFunction<Switch> time) {
    var values = sorted(time);
    json.put("p50", Switch.quantile(values, 0.5));
    json.put("p99", Switch.quantile(values, 0.99));
    json.put("max", Switch.quantile(values, 1));
  }
}
