package dev.parallax.router;

import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.RowState;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/** Rows of executions that were not seen before. */
final class NewRow {
  private NewRow() {}

  /**
   * Of a valid request, before its agents are chosen.
   *
   * @param bound whether a residency rule binds it (R5)
   */
  static ExecutionRow of(
      Accepted accepted, RunPlan plan, boolean bound, Headers headers, long appendedAt) {
    var options = accepted.event().getOptions();
    var row = refused(accepted.contentHash(), appendedAt);
    row.setDeadline(plan.deadline());
    row.setPattern(accepted.request().pattern().orElse(null));
    row.setIncludeVotes(options != null && options.getIncludeVotes());
    row.setHeaders(CarriedHeaders.of(headers));
    row.setBound(bound);
    return row;
  }

  /** Of a request that is not valid. */
  static ExecutionRow refused(String contentHash, long appendedAt) {
    // Not by its builder, which costs as much as the decision.
    var row = new ExecutionRow();
    row.setContentHash(contentHash);
    row.setState(RowState.RUNNING);
    row.setStartedAt(appendedAt);
    row.setDeadline(appendedAt);
    row.setSlots(List.of());
    row.setHeaders(List.of());
    return row;
  }
}
