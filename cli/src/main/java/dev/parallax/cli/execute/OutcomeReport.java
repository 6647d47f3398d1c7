package dev.parallax.cli.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.cli.console.Json;
import dev.parallax.client.UnroutableException;
import dev.parallax.events.ExecutionOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an execution, for people and as JSON. */
public final class OutcomeReport {
  private static final String LINE = "%-12s%s";

  private OutcomeReport() {}

  /** One line for each thing worth knowing. */
  public static List<String> lines(ExecutionOutcome outcome) {
    var lines = new ArrayList<String>();
    lines.add(line("execution", outcome.getExecutionId()));
    lines.add(line("status", outcome.getStatus().name()));
    Optional.ofNullable(outcome.getReason()).ifPresent(why -> lines.add(line("reason", why)));
    Optional.ofNullable(outcome.getPattern())
        .ifPresent(name -> lines.add(line("pattern", name + version(outcome))));
    if (!outcome.getRegions().isEmpty()) {
      lines.add(line("region", String.join(", ", outcome.getRegions())));
    }
    if (!outcome.getAgents().isEmpty()) {
      lines.add(line("agent", String.join(", ", outcome.getAgents())));
    }
    Optional.ofNullable(outcome.getConfidence())
        .ifPresent(sure -> lines.add(line("confidence", sure.toString())));
    lines.add(line("duration", outcome.getDurationMs() + " ms"));
    Optional.ofNullable(outcome.getValue()).ifPresent(value -> lines.add(line("value", value)));
    if (outcome.getRedacted()) {
      lines.add(line("value", "kept in " + String.join(", ", outcome.getRegions()) + " (R5)"));
    }
    return lines;
  }

  private static String version(ExecutionOutcome outcome) {
    return outcome.getPatternVersion() == null ? "" : " " + outcome.getPatternVersion();
  }

  private static String line(String what, String said) {
    return LINE.formatted(what, said).stripTrailing();
  }

  /** The outcome's fields by their names; its value as the JSON that it is. */
  public static ObjectNode json(ExecutionOutcome outcome) {
    var json =
        Json.object()
            .put("executionId", outcome.getExecutionId())
            .put("status", outcome.getStatus().name())
            .put("reason", outcome.getReason())
            .put("pattern", outcome.getPattern())
            .put("patternVersion", outcome.getPatternVersion());
    json.set("value", value(outcome.getValue()));
    json.put("redacted", outcome.getRedacted());
    json.put("confidence", outcome.getConfidence()).put("agreement", outcome.getAgreement());
    json.set("regions", Json.tree(outcome.getRegions()));
    json.set("agents", Json.tree(outcome.getAgents()));
    json.set("votesByRegion", Json.tree(outcome.getVotesByRegion()));
    answers(json, outcome);
    return json.put("attempts", outcome.getAttempts())
        .put("startedAt", outcome.getStartedAt())
        .put("completedAt", outcome.getCompletedAt())
        .put("durationMs", outcome.getDurationMs());
  }

  private static void answers(ObjectNode json, ExecutionOutcome outcome) {
    if (outcome.getAnswers() == null) {
      return;
    }
    var answers = json.putArray("answers");
    for (var answer : outcome.getAnswers()) {
      var entry =
          answers
              .addObject()
              .put("agentId", answer.getAgentId())
              .put("region", answer.getRegion())
              .put("slot", answer.getSlot())
              .put("attempt", answer.getAttempt())
              .put("confidence", answer.getConfidence())
              .put("error", answer.getError());
      entry.set("value", value(answer.getValue()));
    }
  }

  /** A request that got no agent, in the same form. */
  public static ObjectNode json(UnroutableException unroutable) {
    return Json.object()
        .put("executionId", unroutable.executionId())
        .put("status", "UNROUTABLE")
        .put("reason", unroutable.reason())
        .put("message", unroutable.getMessage());
  }

  /** A value that is no JSON, which nobody should have written, is shown as the text it is. */
  private static JsonNode value(String text) {
    if (text == null) {
      return Json.tree(null);
    }
    try {
      return Json.parse(text);
    } catch (JsonProcessingException noJson) {
      return TextNode.valueOf(text);
    }
  }
}
