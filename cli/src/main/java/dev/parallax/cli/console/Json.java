package dev.parallax.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of the command line: what {@code --output json} prints and what state files hold. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** A new, empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Parses one JSON document. */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Maps, lists and scalars as a document. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The document on one line. */
  public static String compact(JsonNode node) {
    return node.toString();
  }

  /** The document, indented. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }
}
