package dev.parallax.cli.patterns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.core.pattern.Publication;
import dev.parallax.events.PatternDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of documents that are applied together.
 *
 * @param plan every document, in the order of the files
 * @param shelf what stood before
 * @param dryRun whether nothing is written
 */
record ApplyReport(Map<PatternDefinition, Publication> plan, PatternShelf shelf, boolean dryRun) {

  /** A line for each document that is refused. */
  List<String> refusals() {
    return plan.entrySet().stream()
        .filter(entry -> refusal(entry.getValue()).isPresent())
        .map(
            entry ->
                title(entry.getKey()) + " is refused: " + refusal(entry.getValue()).orElseThrow())
        .toList();
  }

  /** A line for each document, none of which is refused. */
  List<String> lines() {
    var end = dryRun ? " (dry run: nothing is written)" : "";
    return plan.entrySet().stream()
        .map(entry -> title(entry.getKey()) + " " + outcome(entry) + end)
        .toList();
  }

  /** All documents; if one is refused, what would have become of the others. */
  ObjectNode json() {
    var json = Json.object().put("written", !dryRun && refusals().isEmpty());
    var array = json.putArray("patterns");
    plan.forEach(
        (definition, publication) ->
            array
                .addObject()
                .put("name", definition.getName())
                .put("version", definition.getVersion())
                .put("result", result(publication))
                .put("standing", standing(definition).orElse(null))
                .put("message", refusal(publication).orElse(null)));
    return json;
  }

  private String outcome(Map.Entry<PatternDefinition, Publication> entry) {
    var known = standing(entry.getKey()).orElse("");
    return switch (result(entry.getValue())) {
      case "UNCHANGED" -> "stands already";
      case "REPLACES" -> "applied, replaces " + known;
      case "RETURNS" -> "applied, brings back what was deleted at " + known;
      default -> "applied";
    };
  }

  private static String result(Publication publication) {
    if (publication instanceof Publication.Write write) {
      return write.kind().name();
    }
    return publication instanceof Publication.Refused ? "REFUSED" : "UNCHANGED";
  }

  private static Optional<String> refusal(Publication publication) {
    return publication instanceof Publication.Refused refused
        ? Optional.of(refused.message())
        : Optional.empty();
  }

  /** The version that stood before, or whose deletion did. */
  private Optional<String> standing(PatternDefinition definition) {
    return shelf.newest(definition.getName()).map(PatternDefinition::getVersion);
  }

  private static String title(PatternDefinition definition) {
    return definition.getName() + " " + definition.getVersion();
  }
}
