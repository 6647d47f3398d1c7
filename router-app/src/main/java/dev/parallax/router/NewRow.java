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
    return empty(accepted.contentHash(), appendedAt)
        .setDeadline(plan.deadline())
        .setPattern(accepted.request().pattern().orElse(null))
        .setIncludeVotes(options != null && options.getIncludeVotes())
        .setHeaders(CarriedHeaders.of(headers))
        .setBound(bound)
        .build();
  }

  /** Of a request that is not valid. */
  static ExecutionRow refused(String contentHash, long appendedAt) {
    return empty(contentHash, appendedAt).build();
  }

  private static ExecutionRow.Builder empty(String contentHash, long appendedAt) {
    return ExecutionRow.newBuilder()
        .setContentHash(contentHash)
        .setState(RowState.RUNNING)
        .setStartedAt(appendedAt)
        .setDeadline(appendedAt)
        .setForgetAt(0)
        .setSlots(List.of());
  }
}
