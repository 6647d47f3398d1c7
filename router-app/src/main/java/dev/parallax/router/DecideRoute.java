package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Router;
import dev.parallax.core.routing.Unroutable;
import dev.parallax.runtime.input.ParsedRequest;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What becomes of a request that is at home: tasks and a row, or the record that says why not; a
 * decision in either case. A request that was seen before makes nothing new: what ended it is
 * written again (X9).
 */
final class DecideRoute {
  private static final String FIRST = "first";

  private final ParallaxConfig config;
  private final Router router;
  private final FleetHolder fleet;
  private final ExecutionStore executions;
  private final Encoders encoders;
  private final RouterMeters meters;

  DecideRoute(
      ParallaxConfig config,
      Router router,
      FleetHolder fleet,
      ExecutionStore executions,
      Encoders encoders,
      RouterMeters meters) {
    this.config = config;
    this.router = router;
    this.fleet = fleet;
    this.executions = executions;
    this.encoders = encoders;
    this.meters = meters;
  }

  /** A readable, valid request. */
  Effects accept(ParsedRequest.Accepted accepted, long appendTime, Headers headers, long now) {
    var id = accepted.request().executionId();
    var known = executions.get(id);
    if (known.isPresent()) {
      return repeated(id, known.get(), accepted.contentHash(), accepted.event(), now);
    }
    var view = fleet.view();
    var decision = decide(accepted, view, now);
    var effects = new Effects(now);
    var row = row(accepted, decision, view, appendTime, headers, now);
    if (decision instanceof Routed routed) {
      send(routed, accepted, view, row, effects);
    } else {
      var refused = (Unroutable) decision;
      var record = record(refused, view, accepted, now);
      end(
          row,
          refused.reason(),
          unroutable(
              id,
              Optional.of(accepted.event()),
              refused.reason(),
              refused.message(),
              Optional.of(record)),
          effects,
          now);
    }
    var explained = record(decision, view, accepted, now);
    effects.emit(Sinks.DECISIONS, id.getBytes(UTF_8), encoders.decision(explained));
    effects.put(id, row);
    return effects;
  }

  /** Readable as a request, but not a valid one (R19: INVALID_REQUEST). */
  Effects refuse(ParsedRequest.Refused refused, long appendTime, long now) {
    var known = executions.get(refused.executionId());
    if (known.isPresent()) {
      return repeated(
          refused.executionId(),
          known.get(),
          refused.contentHash(),
          refused.event().orElse(null),
          now);
    }
    var effects = new Effects(now);
    var row = emptyRow(refused.contentHash(), appendTime, appendTime);
    invalid(refused.executionId(), refused.event(), refused.message(), row, effects, now);
    effects.put(refused.executionId(), row);
    return effects;
  }
}
