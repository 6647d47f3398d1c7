package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parallax.core.routing.Input;
import dev.parallax.core.routing.Value;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One way through one JSON value, whole (R5): keeps the values at the wanted paths, feeds all of it
 * to the hash, and remembers the first fault instead of stopping, so that whatever follows the
 * value can still be read. For one thread; reused.
 *
 * <p>The hash sees what the text means: neither white space nor how characters are escaped, but the
 * order of keys (of equal ones it is a meaning) and how numbers are written.
 */
final class InputWalk {
  private final int maxDepth;
  private final ContentHash hash;

  private boolean[] seen = new boolean[1];
  private Map<String, Value> kept;
  private String fault;
  private WantedPaths.Node inside;
  private WantedPaths.Node next;
  private WantedPaths.Node opened;
  private int aside;
  private int depth;

  InputWalk(int maxDepth, ContentHash hash) {
    this.maxDepth = maxDepth;
    this.hash = hash;
  }

  /**
   * Reads the value whose first token the parser has just read, up to its last one.
   *
   * @throws IOException if it is no JSON
   */
  void read(JsonParser json, WantedPaths wanted) throws IOException {
    begin(wanted);
    var token = json.currentToken();
    take(token, json);
    while (depth > 0) {
      token = json.nextToken();
      if (token == null) {
        throw new IllegalStateException("the parser ended within a value without saying so");
      }
      take(token, json);
    }
  }

  /** The values that were found. */
  Input kept() {
    return kept == null ? Input.NONE : Input.of(kept);
  }

  /** What is wrong with the value, without any of it; null if nothing is. */
  String fault() {
    return fault;
  }

  /** What is wrong with a value that is too deep. */
  String tooDeep() {
    return " nests deeper than input.maxDepth, " + maxDepth + "; send it flatter";
  }

  private void begin(WantedPaths wanted) {
    if (seen.length < wanted.nodes()) {
      seen = new boolean[wanted.nodes()];
    } else {
      Arrays.fill(seen, false);
    }
    kept = null;
    fault = null;
    inside = null;
    next = wanted.root();
    opened = null;
    aside = 0;
    depth = 0;
  }

  private void take(JsonToken token, JsonParser json) throws IOException {
    if (opened != null) {
      keep(opened, new Value.Composite(token.isStructEnd()));
      opened = null;
    }
    switch (token) {
      case FIELD_NAME -> name(json.currentName());
      case START_OBJECT, START_ARRAY -> open(token);
      case END_OBJECT, END_ARRAY -> close();
      default -> scalar(token, json);
    }
  }

  private void name(String name) {
    hash.text('k', name);
    next = aside > 0 || inside == null ? null : inside.child(name);
    if (next != null) {
      if (seen[next.index]) {
        fault("." + next.path + " stands twice, and a rule reads it (R5); name it once");
      }
      seen[next.index] = true;
    }
  }

  private void open(JsonToken token) {
    hash.mark(token == JsonToken.START_OBJECT ? '{' : '[');
    if (++depth > maxDepth) {
      fault(tooDeep());
    }
    if (next != null && next.wanted) {
      opened = next;
    }
    // Inside an array nothing is wanted: a path into anything but an object is absent (R8).
    if (next != null && token == JsonToken.START_OBJECT) {
      inside = next;
    } else {
      aside++;
    }
    next = null;
  }

  private void close() {
    hash.mark('}');
    depth--;
    if (aside > 0) {
      aside--;
    } else {
      inside = inside.parent;
    }
  }

  private void scalar(JsonToken token, JsonParser json) throws IOException {
    hash.text(mark(token), json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    if (next != null && next.wanted) {
      var value = value(token, json);
      if (value != null) {
        keep(next, value);
      }
    }
    next = null;
  }

  private static char mark(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> 's';
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> 'n';
      default -> 'w';
    };
  }

  private Value value(JsonToken token, JsonParser json) throws IOException {
    return switch (token) {
      case VALUE_STRING -> new Value.Text(json.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      case VALUE_TRUE -> new Value.Bool(true);
      case VALUE_FALSE -> new Value.Bool(false);
      case VALUE_NULL -> new Value.Null();
      default -> throw new IllegalStateException("a token of no JSON text: " + token);
    };
  }

  /** Null, with a fault, if it is out of range. */
  private Value number(JsonParser json) throws IOException {
    var number = Numbers.read(json);
    if (number == null) {
      fault("." + next.path + " is a number out of range, and a rule reads it; send a shorter one");
      return null;
    }
    return new Value.Num(number);
  }

  private void keep(WantedPaths.Node node, Value value) {
    if (kept == null) {
      kept = new HashMap<>();
    }
    kept.put(node.path, value);
  }

  private void fault(String message) {
    if (fault == null) {
      fault = "input" + message;
    }
  }
}
