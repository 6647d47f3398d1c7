package dev.parallax.cli.config.reference;

import java.util.List;

/**
 * A section of the configuration.
 *
 * @param path such as {@code routing.rules[]}; {@code []} stands for the items of a list, {@code
 *     <region>} for a key that the user chooses; empty for the document
 * @param about what it is about
 * @param keys in the order in which they are explained
 */
public record ReferenceSection(String path, String about, List<ReferenceKey> keys) {
  /** Copies the keys. */
  public ReferenceSection {
    keys = List.copyOf(keys);
  }
}
