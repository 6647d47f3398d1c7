package dev.parallax.cli.up;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.agents.SampleRequest;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.execute.OutcomeReport;
import dev.parallax.client.UnroutableException;
import dev.parallax.events.ExecutionOutcome;
import dev.parallax.events.ExecutionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a sample request.
 *
 * @param request that was sent
 * @param outcome absent if there is none
 * @param failure why there is none; absent if there is one
 */
record SampleResult(
    SampleRequest request, Optional<ExecutionOutcome> outcome, Optional<Throwable> failure) {

  boolean isCompleted() {
    return outcome.filter(o -> o.getStatus() == ExecutionStatus.COMPLETED).isPresent();
  }

  String status() {
    return outcome
        .map(o -> o.getStatus().name())
        .orElseGet(
            () -> failure.orElseThrow() instanceof UnroutableException ? "UNROUTABLE" : "LOST");
  }

  /** How many regions were asked. */
  int countRegions() {
    return outcome.map(o -> o.getRegions().size()).orElse(0);
  }

  String region() {
    return outcome.map(o -> String.join(",", o.getRegions())).orElse("-");
  }

  String agent() {
    return outcome.map(o -> String.join(",", o.getAgents())).orElse("-");
  }

  String duration() {
    return outcome.map(o -> o.getDurationMs() + "ms").orElse("-");
  }

  /**
   * What each region's agents said: one letter per value, A for the first; with a count if more
   * than one agent of the region said it. Empty if there was no vote.
   */
  String votes() {
    var letters = new HashMap<String, String>();
    var regions = new ArrayList<String>();
    outcome.stream()
        .flatMap(o -> new TreeMap<>(o.getVotesByRegion()).entrySet().stream())
        .forEach(region -> regions.add(region.getKey() + "=" + said(region.getValue(), letters)));
    return String.join(" ", regions);
  }

  private static String said(Map<String, Integer> values, Map<String, String> letters) {
    return values.isEmpty()
        ? "-"
        : new TreeMap<>(values)
            .entrySet().stream()
                .map(
                    value ->
                        letter(value.getKey(), letters)
                            + (value.getValue() == 1 ? "" : "x" + value.getValue()))
                .collect(Collectors.joining("+"));
  }

  private static String letter(String value, Map<String, String> letters) {
    return letters.computeIfAbsent(value, v -> String.valueOf((char) ('A' + letters.size() % 26)));
  }

  /** The value, or why there is none, cut to {@code width} characters. */
  String answer(int width) {
    var text =
        outcome.isPresent() ? valueOrReason(outcome.get()) : failure.orElseThrow().getMessage();
    return text.length() <= width ? text : text.substring(0, width - 3) + "...";
  }

  private static String valueOrReason(ExecutionOutcome outcome) {
    return Stream.of(outcome.getValue(), outcome.getReason())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  ObjectNode toJson() {
    var json =
        Json.object()
            .put("sample", request.name())
            .put("pattern", request.pattern())
            .put("origin", request.originRegion())
            .put("status", status());
    outcome.ifPresent(o -> json.set("outcome", OutcomeReport.json(o)));
    failure.ifPresent(f -> json.put("message", f.getMessage()));
    return json;
  }
}
