package dev.parallax.cli.executions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.RoutingDecision;
import dev.parallax.events.Target;
import dev.parallax.events.UnroutableRequest;
import java.util.List;

/**
 * One execution in a list.
 *
 * @param id the execution
 * @param status RUNNING, a status of an outcome, UNROUTABLE, or FORWARDED: what another control
 *     plane forwarded here, whose outcome is there (P7)
 * @param pattern its name; empty if there is none
 * @param regions that were asked, sorted
 * @param since when it began, ms since the epoch; of one that was refused, when it was read
 * @param durationMs how long it took; -1 if it has not ended
 * @param reason why it ended so; empty if it was completed, or runs
 */
record ExecutionRow(
    String id,
    String status,
    String pattern,
    List<String> regions,
    long since,
    long durationMs,
    String reason) {
  static final String RUNNING = "RUNNING";
  static final String UNROUTABLE = "UNROUTABLE";
  static final String FORWARDED = "FORWARDED";

  static ExecutionRow running(RoutingDecision decision) {
    var regions =
        decision.getTargets().stream().map(Target::getRegion).distinct().sorted().toList();
    return new ExecutionRow(
        decision.getExecutionId(),
        RUNNING,
        text(decision.getPattern()),
        regions,
        decision.getDecidedAt(),
        -1,
        "");
  }

  static ExecutionRow ended(ExecutionOutcome outcome) {
    return new ExecutionRow(
        outcome.getExecutionId(),
        outcome.getStatus().name(),
        text(outcome.getPattern()),
        List.copyOf(outcome.getRegions()),
        outcome.getStartedAt(),
        outcome.getDurationMs(),
        text(outcome.getReason()));
  }

  static ExecutionRow refused(UnroutableRequest refused, long at) {
    var request = refused.getRequest();
    return new ExecutionRow(
        refused.getExecutionId(),
        UNROUTABLE,
        request == null ? "" : text(request.getPattern()),
        List.of(),
        at,
        -1,
        refused.getReason());
  }

  /** The same, if it runs: as a part of an execution that another region's control plane leads. */
  ExecutionRow from(String origin) {
    return status.equals(RUNNING)
        ? new ExecutionRow(
            id,
            FORWARDED,
            pattern,
            regions,
            since,
            durationMs,
            "from " + origin + ": --region " + origin + " tells its outcome")
        : this;
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("executionId", id)
            .put("status", status)
            .put("pattern", pattern.isEmpty() ? null : pattern);
    json.set("regions", Json.tree(regions));
    json.put("since", since);
    if (durationMs >= 0) {
      json.put("durationMs", durationMs);
    } else {
      json.putNull("durationMs");
    }
    return json.put("reason", reason.isEmpty() ? null : reason);
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }
}
