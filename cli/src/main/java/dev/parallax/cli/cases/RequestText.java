package dev.parallax.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.cli.console.Json;
import dev.parallax.cli.documents.Place;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Literal;
import java.util.List;

/**
 * The request of a case as the JSON that the requests topic takes, so that it is judged as any.
 *
 * @param id of the execution
 * @param json the request, under that id
 */
record RequestText(String id, String json) {
  private static final List<String> KEYS =
      List.of(
          "id",
          "origin",
          "pattern",
          "patternVersion",
          "capabilities",
          "input",
          "priority",
          "metadata");

  /** Reads it, without what is faulty. */
  static RequestText read(Place at) {
    var keys = at.open(KEYS);
    var request = Json.object();
    var id = keys.require("id", "any text; it decides among equals", Place::text).orElse("");
    request.put("executionId", id);
    keys.read("pattern", Place::text).ifPresent(name -> request.put("pattern", name));
    keys.read("patternVersion", Place::text).ifPresent(v -> request.put("patternVersion", v));
    keys.read("origin", Place::text).ifPresent(region -> request.put("originRegion", region));
    keys.read("priority", Place::anyText).ifPresent(text -> request.put("priority", text));
    var capabilities = request.putArray("capabilities");
    keys.readOneOrMore("capabilities", Place::text).forEach(capabilities::add);
    var metadata = request.putObject("metadata");
    keys.anySection("metadata").readAll(Place::anyText).forEach(metadata::put);
    if (keys.has("input")) {
      // As a text within a text, because a plain text there would be taken for JSON.
      request.put("input", Json.compact(json(keys.keys().get("input"))));
    }
    return new RequestText(id, Json.compact(request));
  }

  private static JsonNode json(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      ObjectNode object = Json.object();
      mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
      return object;
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      var array = JsonNodeFactory.instance.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return json(((ConfigNode.Scalar) node).value());
  }

  private static JsonNode json(Literal literal) {
    var json = JsonNodeFactory.instance;
    if (literal instanceof Literal.Text text) {
      return json.textNode(text.text());
    }
    if (literal instanceof Literal.Num num) {
      return json.numberNode(num.number());
    }
    return literal instanceof Literal.Bool bool ? json.booleanNode(bool.value()) : json.nullNode();
  }
}
