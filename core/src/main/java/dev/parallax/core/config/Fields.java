package dev.parallax.core.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of one section of the document. A section that is not there has none.
 *
 * @param section where they stand
 * @param byKey what stands at each, in the order of the document
 */
record Fields(Cursor section, Map<String, Cursor> byKey) {

  /** Every key is known; duplicates are faults. */
  static Fields open(Cursor section) {
    return open(section, key -> Optional.empty());
  }

  /**
   * Duplicate and unknown keys are faults.
   *
   * @param known keys, in the order in which a message lists them
   * @param elsewhere where keys belong that are known, but not here
   */
  static Fields open(Cursor section, List<String> known, Map<String, String> elsewhere) {
    return open(
        section,
        key -> known.contains(key) ? Optional.empty() : Optional.of(hint(key, known, elsewhere)));
  }

  private static Fields open(Cursor section, Function<String, Optional<String>> objection) {
    var byKey = new LinkedHashMap<String, Cursor>();
    if (section.node() instanceof ConfigNode.Mapping mapping) {
      var lines = new HashMap<String, Integer>();
      for (var entry : mapping.entries()) {
        var first = lines.putIfAbsent(entry.key(), entry.line());
        var wrong =
            first != null
                ? Optional.of("stands twice, first in line " + first + ": keep one")
                : objection.apply(entry.key());
        wrong.ifPresentOrElse(
            message -> fault(section, entry, message),
            () -> byKey.put(entry.key(), child(section, entry)));
      }
    } else {
      section.refuse("C3", "is not a section: write its keys one a line, indented");
    }
    return new Fields(section, byKey);
  }

  private static String hint(String key, List<String> known, Map<String, String> elsewhere) {
    var place = elsewhere.get(key);
    return place != null
        ? "does not belong here: write " + place
        : "unknown key; " + Spelling.hint(key, known);
  }

  /** The place of a key, unless it is absent. */
  Optional<Cursor> at(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Collection<Cursor> all() {
    return byKey.values();
  }

  /** Opens a section below; without keys if it is absent. */
  Fields section(String key, List<String> known) {
    return section(key, known, Map.of());
  }

  /**
   * The same.
   *
   * @param elsewhere where keys belong that are known, but not there
   */
  Fields section(String key, List<String> known, Map<String, String> elsewhere) {
    return at(key).map(place -> place.fields(known, elsewhere)).orElseGet(() -> absent(key));
  }

  /** What a reader makes of a key; empty if it is absent or faulty. */
  <T> Optional<T> read(String key, Function<Cursor, Optional<T>> reader) {
    return at(key).flatMap(reader);
  }

  /** What a reader makes of a key; the default if it is absent or faulty. */
  <T> T read(String key, T otherwise, Function<Cursor, Optional<T>> reader) {
    return at(key).flatMap(reader).orElse(otherwise);
  }

  /** The same together with its place. */
  <T> Optional<Stated<T>> state(String key, Function<Cursor, Optional<T>> reader) {
    return at(key).flatMap(place -> reader.apply(place).map(value -> new Stated<>(place, value)));
  }

  /** The place of a key that must be there; its absence is a fault that says what to do. */
  Optional<Cursor> require(String key, String rule, String whatToDo) {
    if (!byKey.containsKey(key)) {
      missing(key, rule, whatToDo);
    }
    return at(key);
  }

  /** Adds a fault for a key that is not there; not if the section itself could not be opened. */
  void missing(String key, String rule, String whatToDo) {
    if (section.node() instanceof ConfigNode.Mapping) {
      var path = join(section.path(), key);
      section
          .findings()
          .add(new ConfigFault(path, section.line(), "", rule, "is missing: " + whatToDo));
    }
  }

  private Fields absent(String key) {
    var nothing = new ConfigNode.Mapping(List.of(), section.line());
    var entry = new ConfigNode.Entry(key, section.line(), nothing);
    return new Fields(child(section, entry), Map.of());
  }

  private static Cursor child(Cursor section, ConfigNode.Entry entry) {
    var path = join(section.path(), entry.key());
    return new Cursor(path, entry.line(), entry.value(), section.findings());
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static void fault(Cursor section, ConfigNode.Entry entry, String message) {
    child(section, entry).say("C3", message);
  }
}
