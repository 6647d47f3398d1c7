package dev.parallax.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Objects to JSON text and back. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /**
   * JSON text of a tree, a map, a list, a record, a text, a number, null, ...
   *
   * @param what names it in the message
   * @throws IllegalArgumentException if Jackson cannot write it
   */
  static String text(Object value, String what) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          what + " cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
  }
}
