package dev.parallax.runtime.conformance;

import dev.parallax.core.config.ConfigNode;
import dev.parallax.core.config.Literal;
import dev.parallax.runtime.config.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents that take others in: {@code include}, then what stands beside it merged over. */
final class Documents {
  private static final String INCLUDE = "include";
  private static final ConfigNode NOTHING = new ConfigNode.Mapping(List.of(), 0);

  private Documents() {}

  static ConfigNode read(Path file) {
    try {
      return YamlDocuments.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands for a document: a path beside {@code folder}, or the document itself. */
  static ConfigNode resolve(ConfigNode node, Path folder) {
    return over(NOTHING, node, folder);
  }

  /** The same merged over {@code base}: first what it includes, then its own keys. */
  static ConfigNode over(ConfigNode base, ConfigNode node, Path folder) {
    if (node instanceof ConfigNode.Scalar path) {
      return merge(base, read(folder.resolve(path.text())));
    }
    var own = new ArrayList<ConfigNode.Entry>();
    var merged = base;
    for (var entry : ((ConfigNode.Mapping) node).entries()) {
      if (entry.key().equals(INCLUDE)) {
        merged = over(merged, entry.value(), folder);
      } else {
        own.add(entry);
      }
    }
    return merge(merged, new ConfigNode.Mapping(own, node.line()));
  }

  /** Maps merge, {@code null} removes, everything else replaces. */
  static ConfigNode merge(ConfigNode base, ConfigNode over) {
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
    var base = known == null ? NOTHING : known.value();
    return new ConfigNode.Entry(change.key(), change.line(), merge(base, change.value()));
  }

  private static boolean isNull(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Literal.Null;
  }

  /** As maps, lists, texts, numbers, booleans and null. */
  static Object plain(ConfigNode node) {
    if (node instanceof ConfigNode.Mapping mapping) {
      Map<String, Object> plain = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> plain.put(entry.key(), plain(entry.value())));
      return plain;
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      var plain = new ArrayList<Object>();
      sequence.items().forEach(item -> plain.add(plain(item)));
      return plain;
    }
    return plain(((ConfigNode.Scalar) node).value());
  }

  private static Object plain(Literal literal) {
    if (literal instanceof Literal.Text text) {
      return text.text();
    }
    if (literal instanceof Literal.Num num) {
      return num.number();
    }
    return literal instanceof Literal.Bool bool ? bool.value() : null;
  }
}
