package dev.parallax.cli.config.reference;

/**
 * One key of the configuration.
 *
 * @param section path of its section, such as {@code routing.rules[]}; empty for the document
 * @param name of the key
 * @param values what may stand there
 * @param otherwise what holds where the key is absent; {@code -} for a section
 * @param meaning in a sentence
 * @param rule that it follows
 */
public record ReferenceKey(
    String section, String name, String values, String otherwise, String meaning, String rule) {
  /** Its path in the document. */
  public String path() {
    return section.isEmpty() ? name : section + "." + name;
  }
}
