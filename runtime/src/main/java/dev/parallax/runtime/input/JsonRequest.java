package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parallax.events.ExecutionOptions;
import dev.parallax.events.ExecutionRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One request as JSON: an object with the fields of {@link ExecutionRequest}. Reads it whole, in
 * whatever order its fields stand, and remembers the first fault: what comes later may be its
 * identity. A field that is null is absent, but for the input, where null is a value.
 */
final class JsonRequest {
  private static final List<String> FIELDS =
      List.of(
          "executionId",
          "pattern",
          "patternVersion",
          "capabilities",
          "input",
          "originRegion",
          "priority",
          "metadata",
          "deadline",
          "options",
          "requestedAt");
  private static final List<String> OPTIONS = List.of("timeoutMs", "retries", "includeVotes");

  private final String text;
  private final InputReader inputs;
  private final WantedPaths wanted;
  private final ExecutionRequest event = new ExecutionRequest();
  private boolean hasInput;
  private String fault;

  JsonRequest(String text, InputReader inputs, WantedPaths wanted) {
    this.text = text;
    this.inputs = inputs;
    this.wanted = wanted;
    event.setCapabilities(List.of());
    event.setMetadata(Map.of());
    event.setInput("{}");
  }

  /**
   * Reads all of it.
   *
   * @throws IOException if it is no JSON
   */
  void read() throws IOException {
    try (var json = inputs.parser(text)) {
      var fields = new JsonFields(json);
      json.nextToken();
      fields.members("", name -> field(name, fields, json));
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "something follows the request");
      }
      fault = fields.fault();
    }
    if (!hasInput) {
      inputs.read(event.getInput(), wanted);
    }
  }

  /** The request, as far as it was read. */
  ExecutionRequest event() {
    return event;
  }

  /** The first thing that no request may have, naming the field; null if there is none. */
  String fault() {
    return fault;
  }

  private void field(String name, JsonFields fields, JsonParser json) throws IOException {
    switch (name) {
      case "executionId" -> event.setExecutionId(fields.text(name));
      case "pattern" -> event.setPattern(fields.text(name));
      case "patternVersion" -> event.setPatternVersion(fields.text(name));
      case "capabilities" -> event.setCapabilities(fields.texts(name));
      case "input" -> event.setInput(input(fields, json));
      case "originRegion" -> event.setOriginRegion(fields.text(name));
      case "priority" -> event.setPriority(fields.text(name));
      case "metadata" -> event.setMetadata(fields.textsByName(name));
      case "deadline" -> event.setDeadline(time(name, fields));
      case "options" -> event.setOptions(options(fields, json));
      case "requestedAt" -> event.setRequestedAt(time(name, fields));
      default -> fields.unknown("", name, FIELDS);
    }
  }

  /** The input's text: within a string as in Avro, else as it stands here. */
  private String input(JsonFields fields, JsonParser json) throws IOException {
    hasInput = true;
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      var quoted = fields.wellFormed("input", json.getText());
      inputs.read(quoted, wanted);
      return quoted;
    }
    int start = (int) json.currentTokenLocation().getCharOffset();
    inputs.read(json, wanted);
    return text.substring(start, (int) json.currentLocation().getCharOffset());
  }

  private static ExecutionOptions options(JsonFields fields, JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    var options = new ExecutionOptions();
    fields.members("options", name -> option(name, options, fields));
    return options;
  }

  private static void option(String name, ExecutionOptions options, JsonFields fields)
      throws IOException {
    var field = "options." + name;
    switch (name) {
      case "timeoutMs" -> options.setTimeoutMs(time(field, fields));
      case "retries" -> {
        var retries = fields.number(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
        options.setRetries(retries == null ? null : retries.intValue());
      }
      case "includeVotes" -> options.setIncludeVotes(fields.flag(field));
      default -> fields.unknown("options", name, OPTIONS);
    }
  }

  private static Long time(String field, JsonFields fields) throws IOException {
    return fields.number(field, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
