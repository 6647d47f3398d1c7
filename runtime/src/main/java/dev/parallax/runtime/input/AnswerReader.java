package dev.parallax.runtime.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.parallax.core.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * Reads the values of agents' answers, strictly and whole: one JSON value, no key twice in an
 * object, no number that would be a burden to compare. What cannot be read is a {@link Fault}; it
 * fails the agent's slot, not the execution (X8). Safe for many threads.
 */
public final class AnswerReader {
  private final int maxDepth;
  private final JsonFactory json;

  /**
   * @param maxDepth deepest nesting of objects and arrays, at least 1
   */
  public AnswerReader(int maxDepth) {
    this.maxDepth = maxDepth;
    this.json = JsonTexts.parsers(maxDepth);
  }

  /** What a text is. */
  public sealed interface Reading {}

  /** It is this value. */
  public record Read(Json value) implements Reading {}

  /**
   * It cannot be taken.
   *
   * @param reason why, as said of "its value", without any of it
   */
  public record Fault(String reason) implements Reading {}

  /**
   * The value of this text.
   *
   * @param maxBytes longest text in bytes of UTF-8, as it was sent and as {@link Json#canonical} it
   *     is
   */
  public Reading read(String text, int maxBytes) {
    long bytes = Texts.utf8Length(text);
    if (bytes > maxBytes) {
      return tooLong(bytes, maxBytes);
    }
    try (var parser = json.createParser(text)) {
      if (parser.nextToken() == null) {
        return new Fault("its value is empty, not JSON");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        return new Fault("its value is followed by more than JSON");
      }
      long written = Texts.utf8Length(value.canonical());
      return written > maxBytes ? tooLong(written, maxBytes) : new Read(value);
    } catch (Unusable e) {
      return new Fault(e.getMessage());
    } catch (StreamConstraintsException e) {
      return new Fault("its value nests deeper than " + maxDepth);
    } catch (JsonProcessingException e) {
      // Not the parser's message: it quotes the value.
      return new Fault("its value is not JSON, at character " + e.getLocation().getCharOffset());
    } catch (IOException e) {
      throw new IllegalStateException("reading a text failed", e);
    }
  }

  /**
   * The value of a text that {@link Json#canonical} wrote of a value that was read before.
   *
   * @throws IllegalStateException if it is another text
   */
  public Json reread(String canonical) {
    if (read(canonical, Integer.MAX_VALUE) instanceof Read again) {
      return again.value();
    }
    throw new IllegalStateException("a value that was read before cannot be read again");
  }

  private Json value(JsonParser parser) throws IOException, Unusable {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      default -> throw new IllegalStateException("a value begins with " + parser.currentToken());
    };
  }

  private Json members(JsonParser parser) throws IOException, Unusable {
    var members = new HashMap<String, Json>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var name = parser.currentName();
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw new Unusable("its value names a key twice", parser);
      }
    }
    return new Json.Members(members);
  }

  private Json items(JsonParser parser) throws IOException, Unusable {
    var items = new ArrayList<Json>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Items(items);
  }

  private static Json number(JsonParser parser) throws IOException, Unusable {
    var number = Numbers.read(parser);
    if (number == null) {
      throw new Unusable("its value holds a number out of range", parser);
    }
    return new Json.Num(number);
  }

  private static Fault tooLong(long bytes, int maxBytes) {
    return new Fault("its value of " + bytes + " bytes is longer than " + maxBytes);
  }

  /** JSON that cannot be taken. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String why, JsonParser parser) {
      super(why + ", at character " + parser.currentLocation().getCharOffset());
    }
  }
}
