package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.execution.Demand;
import dev.parallax.core.execution.Step;
import dev.parallax.core.fleet.Pattern;
import dev.parallax.core.routing.Decision;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.router.state.ExecutionRow;
import dev.parallax.runtime.deadletter.Provenance;
import dev.parallax.runtime.input.ParsedRequest;
import dev.parallax.runtime.input.ParsedRequest.Accepted;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Finds other agents for slots that failed (X8): by the same router, from the request as it came
 * and the pattern as it was when the execution began; only regions and agents are those of now.
 * Every {@link Demand} is a decision of its own on the decisions topic, with the attempt's number.
 *
 * @param requests name of the requests topic
 * @param executions keeps the requests
 * @param reading of this thread
 * @param router the decision
 * @param encoders of this thread
 * @param records of decisions
 * @param fleet the live snapshot
 * @param forwards writes parts for other regions' control planes (P7)
 */
record Retries(
    String requests,
    ExecutionStore executions,
    ReadRequest reading,
    Router router,
    Encoders encoders,
    DecisionRecords records,
    FleetHolder fleet,
    ForwardWriter forwards) {

  /**
   * So many agents are asked for one execution in all: rows and outcomes, which name each and why
   * it failed, have room for them.
   */
  static final int MAX_ASKED = 512;

  static Retries of(
      RouterParts parts, ExecutionStore executions, ReadRequest reading, Encoders encoders) {
    return new Retries(
        parts.topics().requests().name(),
        executions,
        reading,
        parts.router(),
        encoders,
        parts.records(),
        parts.fleet(),
        new ForwardWriter(parts.federation(), encoders, parts.meters().parts()));
  }

  /**
   * What the retry comes to.
   *
   * @param effects get decisions and tasks
   * @return {@link Step.Waiting} or {@link Step.Finished}
   */
  Step fill(ExecutionRow row, Step.Retry retry, Effects effects) {
    if (retry.excludedAgents().size() + retry.vacancies().size() > MAX_ASKED) {
      return retry.answered(
          List.of(), "at most " + MAX_ASKED + " agents are asked for one execution");
    }
    var view = fleet.view();
    var agents = agents(row);
    if (!(parsed(row, retry, Search.withPattern(row, agents, view)) instanceof Accepted accepted)) {
      return retry.answered(
          List.of(), "its request is not valid any more: the configuration changed");
    }
    var search = new Search(row, retry, accepted.request(), view, forwards.federation());
    for (var demand : Demand.of(agents, retry)) {
      write(decide(search, demand), search, effects);
    }
    var step = retry.answered(search.assignments(), search.obstacles());
    if (step instanceof Step.Waiting waiting) {
      var writer = new TaskWriter(encoders, forwards, row, waiting.next());
      var id = retry.next().id();
      search
          .routed()
          .forEach(
              routed ->
                  writer.write(
                      routed,
                      accepted,
                      () -> executions.request(id, row),
                      view.fleet().epoch(),
                      effects));
    }
    return step;
  }

  /** For all vacancies of the demand, else for as many as can be filled. */
  private Decision decide(Search search, Demand demand) {
    var all = search.decide(router, demand);
    return all instanceof Unroutable && demand.vacancies().size() > 1
        ? search.take(search.decide(router, demand.orFewer()), demand)
        : search.take(all, demand);
  }

  private void write(Decision decision, Search search, Effects effects) {
    var record =
        records.of(decision, search.view(), search.row().getDeadline(), search.retry().now());
    effects.emit(
        Sinks.DECISIONS, record.getExecutionId().getBytes(UTF_8), encoders.decision(record));
  }

  private static Pattern.Agents agents(ExecutionRow row) {
    var pattern = row.getRules().getPattern();
    return pattern == null ? Pattern.Agents.any(Set.of()) : RulesRows.agents(pattern);
  }

  private ParsedRequest parsed(ExecutionRow row, Step.Retry retry, FleetView view) {
    var id = retry.next().id();
    var record =
        new Record<>(
            id.getBytes(UTF_8),
            executions.request(id, row),
            row.getStartedAt(),
            new RecordHeaders());
    return reading.read(record, new Provenance(requests, 0, 0, row.getStartedAt()), view);
  }
}
