package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads fields of given types from a parser that stands at their first token, and remembers the
 * first fault instead of stopping. Null is absent. Nothing is converted: "7" is no number.
 */
final class JsonFields {
  /** Longest text of a long; a longer number is out of range, and costs time to convert. */
  private static final int LONG_CHARS = 20;

  private static final String STRINGS = "an array of strings";

  private final JsonParser json;
  private String fault;

  JsonFields(JsonParser json) {
    this.json = json;
  }

  /** The first fault, naming the field; null if there is none. */
  String fault() {
    return fault;
  }

  void fault(String message) {
    if (fault == null) {
      fault = message;
    }
  }

  /** What is done with one member of an object. */
  interface Member {
    void read(String name) throws IOException;
  }

  /** Reads the members of an object, each key once. */
  void members(String field, Member member) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      wrong(field, "an object");
      return;
    }
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      var name = json.currentName();
      if (!seen.add(name)) {
        fault(within(field, name) + " stands twice; name it once");
      }
      json.nextToken();
      member.read(name);
    }
  }

  /** A member that should not be there. */
  void unknown(String field, String name, List<String> known) throws IOException {
    json.skipChildren();
    var nearest = within(field, Spelling.nearest(name, known));
    fault(within(field, name) + " is no field of a request; the nearest is " + nearest);
  }

  String text(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return wellFormed(field, json.getText());
    }
    wrong(field, "a string");
    return null;
  }

  List<String> texts(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      wrong(field, STRINGS);
      return List.of();
    }
    var texts = new ArrayList<String>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        texts.add(text(field));
      } else {
        json.skipChildren();
        fault(field + " must be " + STRINGS);
      }
    }
    return texts;
  }

  Map<String, String> textsByName(String field) throws IOException {
    var texts = new HashMap<String, String>();
    members(
        field,
        name -> {
          var at = within(field, wellFormed(field, name));
          if (json.currentToken() == JsonToken.VALUE_NULL) {
            fault(at + " must be a string; leave it out if there is none");
          }
          texts.put(name, text(at));
        });
    return texts;
  }

  Long number(String field, long least, long most) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
        && json.getTextLength() <= LONG_CHARS
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && json.getLongValue() >= least
        && json.getLongValue() <= most) {
      return json.getLongValue();
    }
    wrong(field, "a whole number from " + least + " to " + most);
    return null;
  }

  boolean flag(String field) throws IOException {
    var token = json.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      wrong(field, "true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The text, which half of a surrogate pair would make another one in UTF-8. */
  String wellFormed(String field, String text) {
    if (!Texts.isWellFormed(text)) {
      fault(field + " holds half of a surrogate pair, which UTF-8 cannot carry; send both halves");
    }
    return text;
  }

  private void wrong(String field, String type) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NULL) {
      json.skipChildren();
      fault((field.isEmpty() ? "a request" : field) + " must be " + type);
    }
  }

  private static String within(String field, String name) {
    return field.isEmpty() ? Spelling.shown(name) : field + "." + Spelling.shown(name);
  }
}
