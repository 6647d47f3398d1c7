package dev.parallax.cli.cases;

import dev.parallax.cli.documents.Faults;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Literal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Documents that take others in: {@code include}, then what stands beside it merged over.
 *
 * @param sources that files are read from
 * @param faults where faults go
 */
record Documents(Sources sources, Faults faults) {
  private static final String INCLUDE = "include";

  /**
   * What stands for a document, a path or the document itself, merged over {@code base}: first what
   * it includes, then its own keys. Without what is faulty.
   *
   * @param path of the node, for faults
   * @param home file that the node stands in; paths begin in its folder
   */
  ConfigNode over(ConfigNode base, ConfigNode node, String path, SourceFile home) {
    return over(base, node, path, home, Set.of());
  }

  private ConfigNode over(
      ConfigNode base, ConfigNode node, String path, SourceFile home, Set<Path> open) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return section(base, mapping, path, home, open);
    }
    if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Text text) {
      return file(base, home.beside(text.text()), scalar, path, open);
    }
    faults.add(
        path, node.line(), "", "is neither the path of a file nor a section: write one of them");
    return base;
  }

  private ConfigNode section(
      ConfigNode base, ConfigNode.Mapping mapping, String path, SourceFile home, Set<Path> open) {
    var own = new ArrayList<ConfigNode.Entry>();
    var merged = base;
    for (var entry : mapping.entries()) {
      if (entry.key().equals(INCLUDE)) {
        merged = over(merged, entry.value(), path + "." + INCLUDE, home, open);
      } else {
        own.add(entry);
      }
    }
    return merge(merged, new ConfigNode.Mapping(own, mapping.line()));
  }

  private ConfigNode file(
      ConfigNode base, SourceFile file, ConfigNode.Scalar at, String path, Set<Path> open) {
    var inside = new LinkedHashSet<>(open);
    if (!inside.add(file.path())) {
      faults.add(path, at.line(), at.text(), at.text() + " includes itself: leave one of them out");
      return base;
    }
    var document = sources.read(file, faults);
    if (document.isEmpty()) {
      // What is wrong with the file is said of the file; this is where it is asked for.
      faults.add(path, at.line(), at.text(), at.text() + " cannot be taken in");
      return base;
    }
    return over(base, document.get(), path, file, inside);
  }

  /** Maps merge, {@code null} removes, everything else replaces. */
  private static ConfigNode merge(ConfigNode base, ConfigNode over) {
    if (!(over instanceof ConfigNode.Mapping changes)) {
      return over;
    }
    var merged = new LinkedHashMap<String, ConfigNode.Entry>();
    if (base instanceof ConfigNode.Mapping mapping) {
      mapping.entries().forEach(entry -> merged.put(entry.key(), entry));
    }
    for (var change : changes.entries()) {
      if (isNull(change.value())) {
        merged.remove(change.key());
      } else {
        merged.put(change.key(), merged(merged.get(change.key()), change));
      }
    }
    return new ConfigNode.Mapping(List.copyOf(merged.values()), over.line());
  }

  private static ConfigNode.Entry merged(ConfigNode.Entry known, ConfigNode.Entry change) {
    var base = known == null ? new ConfigNode.Mapping(List.of(), change.line()) : known.value();
    return new ConfigNode.Entry(change.key(), change.line(), merge(base, change.value()));
  }

  private static boolean isNull(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Null;
  }
}
