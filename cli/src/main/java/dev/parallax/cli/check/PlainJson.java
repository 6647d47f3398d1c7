package dev.parallax.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON as it is written: an object keeps every member, also those of one name. A value is {@link
 * Members}, a {@link List}, a {@link String}, a {@link java.math.BigDecimal}, a {@link Boolean} or
 * {@link #NULL}.
 */
final class PlainJson {
  /** JSON null. */
  static final Object NULL = new Object();

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(10_000)
                  .build())
          .build();

  private PlainJson() {}

  /** One member of an object. */
  record Member(String name, Object value) {}

  /** An object. */
  record Members(List<Member> all) {}

  /** What a path leads to. */
  sealed interface Reached {
    /** This value. */
    record Value(Object value) implements Reached {}

    /** Nothing is there. */
    record Nothing() implements Reached {}

    /** Two members have one name: nobody can say which one is meant (R5). */
    record Ambiguous() implements Reached {}
  }

  /** The value that this text spells; empty if it is no JSON. */
  static Optional<Object> parse(String text) {
    try (var json = FACTORY.createParser(text)) {
      json.nextToken();
      var value = value(json);
      return json.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException malformed) {
      return Optional.empty();
    }
  }

  private static Object value(JsonParser json) throws IOException {
    if (json.currentToken() == null) {
      throw new EOFException("nothing follows");
    }
    return switch (json.currentToken()) {
      case START_OBJECT -> members(json);
      case START_ARRAY -> items(json);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  private static Members members(JsonParser json) throws IOException {
    var members = new ArrayList<Member>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var name = json.currentName();
      json.nextToken();
      members.add(new Member(name, value(json)));
    }
    return new Members(members);
  }

  private static List<Object> items(JsonParser json) throws IOException {
    var items = new ArrayList<Object>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(json));
    }
    return items;
  }

  /** What is at the end of a path such as {@code user.country}. */
  static Reached reach(Object root, String path) {
    var at = root;
    for (var step : path.split("\\.", -1)) {
      if (!(at instanceof Members members)) {
        return new Reached.Nothing();
      }
      var found = members.all().stream().filter(member -> member.name().equals(step)).toList();
      if (found.size() > 1) {
        return new Reached.Ambiguous();
      }
      if (found.isEmpty()) {
        return new Reached.Nothing();
      }
      at = found.get(0).value();
    }
    return new Reached.Value(at);
  }

  /** Whether it is neither null nor an empty text, list or object (R8). */
  static boolean isFilled(Object value) {
    return value != NULL
        && !value.equals("")
        && !(value instanceof List<?> items && items.isEmpty())
        && !(value instanceof Members members && members.all().isEmpty());
  }
}
