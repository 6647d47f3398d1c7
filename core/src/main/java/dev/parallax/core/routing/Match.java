package dev.parallax.core.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a rule applies (R8): all of its conditions hold; without conditions, always.
 *
 * @param conditions of a rule
 */
record Match(List<Condition> conditions) {
  Match {
    conditions = List.copyOf(conditions);
  }

  boolean holds(Request request) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(request)) {
        return false;
      }
    }
    return true;
  }

  /** Paths of the input that are read, without {@code input.}. */
  List<String> inputPaths() {
    var paths = new ArrayList<String>();
    for (var condition : conditions) {
      if (condition.source() == Source.INPUT) {
        paths.add(condition.path());
      }
    }
    return paths;
  }

  /** What a condition looks at. */
  enum Source {
    INPUT,
    METADATA,
    PATTERN,
    PRIORITY,
    ORIGIN
  }

  /**
   * One key of a match.
   *
   * @param source what is looked at
   * @param path within the input or the metadata
   * @param present whether being present and not empty suffices ({@code "*"})
   * @param values else: one of these
   */
  record Condition(Source source, String path, boolean present, List<Value> values) {
    /**
     * @param key {@code input.a.b}, {@code metadata.x}, {@code pattern}, {@code priority} or {@code
     *     originRegion}
     * @param values what it must be one of; empty means present and not empty
     * @throws IllegalArgumentException if the key is none of these
     */
    static Condition of(String key, Optional<List<Value>> values) {
      boolean present = values.isEmpty();
      var listed = List.copyOf(values.orElse(List.of()));
      if (key.startsWith("input.")) {
        return new Condition(Source.INPUT, key.substring("input.".length()), present, listed);
      }
      if (key.startsWith("metadata.")) {
        return new Condition(Source.METADATA, key.substring("metadata.".length()), present, listed);
      }
      return switch (key) {
        case "pattern" -> new Condition(Source.PATTERN, "", present, listed);
        case "priority" -> new Condition(Source.PRIORITY, "", present, listed);
        case "originRegion" -> new Condition(Source.ORIGIN, "", present, listed);
        default -> throw new IllegalArgumentException("a rule cannot match on " + key);
      };
    }

    boolean holds(Request request) {
      var value = read(request);
      if (present) {
        return value.isPresent();
      }
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).equals(value)) {
          return true;
        }
      }
      return false;
    }

    private Value read(Request request) {
      return switch (source) {
        case INPUT -> request.input().at(path);
        case METADATA -> text(Optional.ofNullable(request.metadata().get(path)));
        case PATTERN -> text(request.pattern());
        case PRIORITY -> text(request.priority());
        case ORIGIN -> text(request.origin());
      };
    }

    private static Value text(Optional<String> text) {
      return text.isPresent() ? new Value.Text(text.get()) : new Value.Absent();
    }
  }
}
