package dev.parallax.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.core.execution.Attempt;
import dev.parallax.core.execution.Execution;
import dev.parallax.core.execution.Slot;
import dev.parallax.core.routing.Routed;
import dev.parallax.core.routing.Target;
import dev.parallax.events.ForwardedPart;
import dev.parallax.events.PartKind;
import dev.parallax.events.PartSlot;
import dev.parallax.router.state.ExecutionRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One part per other region whose agents are asked, for that region's control plane (P7).
 *
 * @param federation which regions those are
 * @param encoders of this thread
 * @param meters count them
 */
record ForwardWriter(Federation federation, Encoders encoders, PartMeters meters) {

  /**
   * Those of the targets that are elsewhere.
   *
   * @param execution in which they are asked
   * @param request the request's record as it came; asked for if it is needed
   */
  void execute(
      Routed routed,
      ExecutionRow row,
      Execution execution,
      Supplier<byte[]> request,
      long epoch,
      Effects effects) {
    byRegion(routed)
        .forEach(
            (region, slots) ->
                emit(
                    region,
                    part(PartKind.EXECUTE, slots, row, execution)
                        .setRequest(ByteBuffer.wrap(request.get()))
                        .setAppendedAt(row.getStartedAt())
                        .setCapabilities(sorted(routed))
                        .setExcludedAgents(askedBefore(region, slots, execution))
                        .setEpoch(epoch)
                        .setRedact(row.getRedacted())
                        .build(),
                    row,
                    effects));
  }

  /** The execution was cancelled: agents of these slots are to stop (X10). */
  void cancel(List<Slot> open, ExecutionRow row, Execution execution, Effects effects) {
    give(open, true, row, execution, effects);
  }

  /** Nobody waits for these slots any more: what their agents answer from now on is late (X8). */
  void release(List<Slot> open, ExecutionRow row, Execution execution, Effects effects) {
    give(open, false, row, execution, effects);
  }

  private void give(
      List<Slot> open, boolean tell, ExecutionRow row, Execution execution, Effects effects) {
    var byRegion = new TreeMap<String, List<Integer>>();
    for (var slot : open) {
      if (federation.hasPeer(slot.current().region())) {
        byRegion
            .computeIfAbsent(slot.current().region(), unused -> new ArrayList<>())
            .add(slot.number());
      }
    }
    byRegion.forEach(
        (region, slots) ->
            emit(
                region,
                part(PartKind.CANCEL, slots, row, execution).setTellAgents(tell).build(),
                row,
                effects));
  }

  private Map<String, List<Integer>> byRegion(Routed routed) {
    var byRegion = new TreeMap<String, List<Integer>>();
    for (Target target : routed.targets()) {
      if (federation.isElsewhere(target.region())) {
        byRegion.computeIfAbsent(target.region(), unused -> new ArrayList<>()).add(target.slot());
      }
    }
    return byRegion;
  }

  private ForwardedPart.Builder part(
      PartKind kind, List<Integer> slots, ExecutionRow row, Execution execution) {
    return ForwardedPart.newBuilder()
        .setExecutionId(execution.id())
        .setOrigin(federation.here())
        .setHops(1)
        .setKind(kind)
        .setSlots(slots.stream().map(slot -> slot(execution.slots().get(slot))).toList())
        .setPattern(row.getPattern())
        .setPatternVersion(row.getPatternVersion())
        .setDeadline(execution.deadline());
  }

  private static PartSlot slot(Slot slot) {
    var attempt = slot.current();
    return new PartSlot(slot.number(), attempt.number(), attempt.dueAt());
  }

  private static List<String> sorted(Routed routed) {
    return routed.explanation().requiredCapabilities().stream().sorted().toList();
  }

  /** In that region: nobody is asked twice (R12, X8). */
  private static List<String> askedBefore(String region, List<Integer> slots, Execution execution) {
    return execution.slots().stream()
        .flatMap(slot -> slot.attempts().stream().filter(attempt -> isOther(attempt, slot, slots)))
        .filter(attempt -> attempt.region().equals(region))
        .map(Attempt::agentId)
        .toList();
  }

  private static boolean isOther(Attempt attempt, Slot slot, List<Integer> slots) {
    return !slots.contains(slot.number()) || attempt.number() != slot.current().number();
  }

  private void emit(String region, ForwardedPart part, ExecutionRow row, Effects effects) {
    var headers = CarriedHeaders.headers(row.getHeaders());
    var key = part.getExecutionId().getBytes(UTF_8);
    var value = encoders.forward(region, part);
    federation.seals().seal(headers, region, encoders.forwardTopic(region), key, value);
    effects.emit(Sinks.forward(region), key, value, headers);
    effects.count(() -> meters.forwarded(region, part.getKind()));
  }
}
