package dev.parallax.cli.documents;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of one section of a document. What cannot be read as asked becomes a fault and comes
 * back empty, so that reading goes on and finds the rest.
 *
 * @param path how the section is reached; empty for the document itself
 * @param line where it begins; 0 if it is absent
 * @param keys what stands at each
 * @param faults where faults go
 */
public record Section(String path, int line, Map<String, ConfigNode> keys, Faults faults) {

  /** Opens a section; unknown keys, and keys that stand twice, are faults. */
  public static Section open(String path, ConfigNode node, Faults faults, List<String> known) {
    return open(path, node, faults, Optional.of(known));
  }

  private static Section open(
      String path, ConfigNode node, Faults faults, Optional<List<String>> known) {
    var section = new Section(path, node.line(), new LinkedHashMap<>(), faults);
    if (node instanceof ConfigNode.Mapping mapping) {
      mapping.entries().forEach(entry -> section.enter(entry, known));
    } else {
      section.fault(path, node, "is not a section: write its keys one a line, indented");
    }
    return section;
  }

  private void enter(ConfigNode.Entry entry, Optional<List<String>> known) {
    if (known.isPresent() && !known.get().contains(entry.key())) {
      var message = "unknown key; " + Spelling.hint(entry.key(), known.get());
      faults.add(at(entry.key()), entry.line(), "", message);
    } else if (keys.putIfAbsent(entry.key(), entry.value()) != null) {
      faults.add(at(entry.key()), entry.line(), "", "stands twice: keep one");
    }
  }

  /** Whether anything stands at the key. */
  public boolean has(String key) {
    return keys.containsKey(key);
  }

  /** The section below; without keys if it is absent. */
  public Section section(String key, List<String> known) {
    return section(key, Optional.of(known));
  }

  /** The section below, whose keys the user chooses; without keys if it is absent. */
  public Section anySection(String key) {
    return section(key, Optional.empty());
  }

  private Section section(String key, Optional<List<String>> known) {
    return has(key)
        ? open(at(key), keys.get(key), faults, known)
        : new Section(at(key), 0, Map.of(), faults);
  }

  /** What a reader makes of a key that must be there. */
  public <T> Optional<T> require(String key, String whatToDo, Function<Place, Optional<T>> reader) {
    if (!has(key)) {
      faults.add(at(key), line, "", "is missing: " + whatToDo);
    }
    return read(key, reader);
  }

  /** What a reader makes of a key; empty if it is absent or faulty. */
  public <T> Optional<T> read(String key, Function<Place, Optional<T>> reader) {
    return Optional.ofNullable(keys.get(key))
        .flatMap(n -> reader.apply(new Place(at(key), n, this)));
  }

  /** What a reader makes of every key; faulty ones are left out. */
  public <T> Map<String, T> readAll(Function<Place, Optional<T>> reader) {
    var all = new LinkedHashMap<String, T>();
    keys.forEach((key, node) -> read(key, reader).ifPresent(value -> all.put(key, value)));
    return all;
  }

  /** What a reader makes of each item of a list; faulty ones are left out. */
  public <T> List<T> readItems(String key, Function<Place, Optional<T>> reader) {
    var items = new ArrayList<T>();
    if (keys.get(key) instanceof ConfigNode.Sequence sequence) {
      for (int i = 0; i < sequence.items().size(); i++) {
        var place = new Place(at(key) + "[" + i + "]", sequence.items().get(i), this);
        reader.apply(place).ifPresent(items::add);
      }
    } else if (has(key)) {
      fault(at(key), keys.get(key), "is not a list: write [a, b], or one item a line after -");
    }
    return items;
  }

  /** The same, where a single item may stand without a list. */
  public <T> List<T> readOneOrMore(String key, Function<Place, Optional<T>> reader) {
    return keys.get(key) instanceof ConfigNode.Scalar
        ? read(key, reader).stream().toList()
        : readItems(key, reader);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Says of what stands there what is wrong with it. */
  public void fault(String path, ConfigNode node, String predicate) {
    faultAs(path, node, Place.shown(node) + " " + predicate);
  }

  /** The same in a sentence of its own. */
  public void faultAs(String path, ConfigNode node, String message) {
    faults.add(path, node.line(), Place.shown(node), message);
  }
}
