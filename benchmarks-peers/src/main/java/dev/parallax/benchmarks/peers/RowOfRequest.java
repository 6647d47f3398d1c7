package dev.parallax.benchmarks.peers;

import dev.parallax.core.config.Executions;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.router.state.AttemptRow;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.router.state.PatternRow;
import dev.parallax.router.state.RowState;
import dev.parallax.router.state.RulesRow;
import dev.parallax.router.state.SlotRow;
import dev.parallax.schemas.GeneratedClasses;
import dev.parallax.schemas.RecordBytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** What is remembered of a request: a row like the router's, as long as that. For one thread. */
final class RowOfRequest {
  static {
    GeneratedClasses.writeByOwnCode(List.of(ExecutionRow.class));
  }

  private final byte[] header = RecordBytes.singleObjectHeader(ExecutionRow.getClassSchema());
  private final RecordBytes<ExecutionRow> writer = new RecordBytes<>(ExecutionRow.getClassSchema());

  private final Executions executions;

  RowOfRequest(Executions executions) {
    this.executions = executions;
  }

  /**
   * @param request as it came: kept if there can be retries
   */
  byte[] of(Answer answer, byte[] request) {
    var row = new ExecutionRow();
    row.setContentHash(answer.accepted().contentHash());
    row.setStartedAt(answer.startedAt());
    row.setDeadline(answer.accepted().deadline());
    row.setPattern(answer.accepted().request().pattern().orElse(null));
    row.setBound(false);
    row.setHeaders(List.of());
    if (answer.decided() instanceof Routed routed) {
      row.setState(RowState.RUNNING);
      row.setPatternVersion(routed.explanation().patternVersion().orElse(null));
      row.setRequest(executions.retries() > 0 ? ByteBuffer.wrap(request) : null);
      row.setRules(rules(routed.explanation().requiredCapabilities()));
      row.setSlots(routed.targets().stream().map(target -> slot(answer, target)).toList());
    } else {
      row.setState(RowState.UNROUTABLE);
      row.setSlots(List.of());
    }
    return writer.write(header, row);
  }

  private RulesRow rules(List<String> capabilities) {
    var pattern = new PatternRow();
    pattern.setCapabilities(capabilities);
    pattern.setRegion("auto");
    pattern.setDistribution(List.of());
    pattern.setStrategy("first");
    pattern.setWeights(Map.of());
    pattern.setFields(List.of());
    var rules = new RulesRow();
    rules.setWaitForAll(true);
    rules.setTimeoutMs(executions.timeout().toMillis());
    rules.setRetries(executions.retries());
    rules.setPattern(pattern);
    return rules;
  }

  private static SlotRow slot(Answer answer, Target target) {
    var attempt = new AttemptRow();
    attempt.setNumber(1);
    attempt.setAgentId(target.agentId());
    attempt.setRegion(target.region());
    attempt.setAskedAt(answer.now());
    attempt.setDueAt(answer.accepted().deadline());
    return new SlotRow(List.of(attempt));
  }
}
