package dev.parallax.cli.config.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.documents.Faults;
import dev.parallax.cli.documents.Place;
import dev.parallax.cli.documents.Section;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Spelling;
import dev.parallax.runtime.config.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * All sections, in the order of the page.
 *
 * @param sections with their keys
 */
public record Reference(List<ReferenceSection> sections) {
  private static final List<String> SECTION = List.of("section", "about", "keys");
  private static final List<String> KEY = List.of("values", "default", "rule", "says");
  private static final Pattern ITEM = Pattern.compile("\\[[0-9]*]");

  /** Copies the sections. */
  public Reference {
    sections = List.copyOf(sections);
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if {@code keys.yaml} is faulty, which a test excludes
   */
  public static Reference load() {
    var faults = new Faults("");
    var sections = new ArrayList<ReferenceSection>();
    var defaults = new ModelDefaults();
    if (YamlDocuments.parse(text()) instanceof ConfigNode.Sequence items) {
      for (var item : items.items()) {
        sections.add(section(Section.open("keys.yaml", item, faults, SECTION), defaults));
      }
    }
    if (!faults.isEmpty() || sections.isEmpty()) {
      throw new IllegalStateException("keys.yaml: " + faults.sorted());
    }
    return new Reference(sections);
  }

  /** Every key. */
  public List<ReferenceKey> keys() {
    return sections.stream().flatMap(section -> section.keys().stream()).toList();
  }

  /**
   * What a path names: a key, else all keys of a section and of those below it. Items of lists may
   * be written {@code regions.id}, {@code regions[].id} or {@code regions[1].id}.
   *
   * @return empty if it names nothing
   */
  public List<ReferenceKey> at(String path) {
    var wanted = plain(path);
    var below = keys().stream().filter(key -> plain(key.path()).startsWith(wanted + ".")).toList();
    return below.isEmpty()
        ? keys().stream().filter(key -> plain(key.path()).equals(wanted)).toList()
        : below;
  }

  /** What was perhaps meant by a path that names nothing. */
  public String hint(String path) {
    var paths = keys().stream().map(key -> plain(key.path())).toList();
    var last = path.substring(path.lastIndexOf('.') + 1);
    return Spelling.nearest(plain(path), paths)
        .or(() -> paths.stream().filter(known -> known.endsWith("." + last)).findFirst())
        .map(near -> "did you mean " + near + "?")
        .orElse("'parallax config explain' lists all sections");
  }

  private static String plain(String path) {
    return ITEM.matcher(path).replaceAll("");
  }

  private static ReferenceSection section(Section fields, ModelDefaults defaults) {
    var path = word(fields, "section");
    var keys = new ArrayList<ReferenceKey>();
    var listed = fields.anySection("keys");
    for (var name : listed.keys().keySet()) {
      keys.add(key(path, name, listed.section(name, KEY), defaults));
    }
    return new ReferenceSection(path, word(fields, "about"), keys);
  }

  private static ReferenceKey key(
      String section, String name, Section fields, ModelDefaults defaults) {
    var path = section.isEmpty() ? name : section + "." + name;
    var otherwise =
        fields.has("default")
            ? word(fields, "default")
            : defaults
                .at(path)
                .orElseThrow(() -> new IllegalStateException(path + " has no default"));
    return new ReferenceKey(
        section,
        name,
        word(fields, "values"),
        otherwise,
        word(fields, "says"),
        word(fields, "rule"));
  }

  private static String word(Section fields, String key) {
    return fields.require(key, "give it", Place::anyText).orElse("");
  }

  private static String text() {
    try (var in = Reference.class.getResourceAsStream("keys.yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
