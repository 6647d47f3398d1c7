package dev.parallax.core.config;

import java.util.List;
import java.util.Objects;

/**
 * A parsed document: what a reader of YAML or JSON hands to {@link ConfigReader}. Keeps what a map
 * would lose: lines, the text of scalars as written, and keys that stand twice.
 */
public sealed interface ConfigNode {
  /** Where it begins, from 1; 0 if it comes from no text. */
  int line();

  /**
   * A single value.
   *
   * @param text as written, without its quotes
   * @param value what the text means by the YAML 1.2 core schema (C2)
   * @param line where it stands
   */
  record Scalar(String text, Literal value, int line) implements ConfigNode {
    /** Refuses null. */
    public Scalar {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * A list.
   *
   * @param items in order
   * @param line where it begins
   */
  record Sequence(List<ConfigNode> items, int line) implements ConfigNode {
    /** Copies the items. */
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /**
   * Keys and values.
   *
   * @param entries in order, a key that stands twice twice
   * @param line where it begins
   */
  record Mapping(List<Entry> entries, int line) implements ConfigNode {
    /** Copies the entries. */
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One key of a mapping.
   *
   * @param key as written, without its quotes
   * @param line where the key stands
   * @param value what stands there
   */
  record Entry(String key, int line, ConfigNode value) {
    /** Refuses null. */
    public Entry {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }
  }
}
