package dev.parallax.cli.config.reference;

import java.util.stream.Collectors;

/** The reference as a page of Markdown: {@code docs/configuration.md}. */
final class ReferencePage {
  private static final String HEAD =
      """
      # Configuration

      Every key of `parallax.config.yaml`. This page is made from the model; `parallax config explain KEY` says the same at a terminal,
      `parallax config show --effective` shows a configuration with every default filled in, and `parallax config validate` names all of
      its faults with their lines.

      - YAML 1.2. Unknown keys and keys that stand twice are faults; a key that can have no effect is one, too (C3).
      - Durations are a whole number with its unit: `250ms`, `10s`, `5m`, `1h` (C2).
      - `[]` in a section's name stands for each item of a list, `<region>` for the id of a region.
      - Rules such as R6: [rules](rules.md).
      """;

  private ReferencePage() {}

  static String of(Reference reference) {
    return HEAD
        + reference.sections().stream().map(ReferencePage::section).collect(Collectors.joining());
  }

  private static String section(ReferenceSection section) {
    var title = section.path().isEmpty() ? "The document" : "`" + section.path() + "`";
    return "\n## "
        + title
        + "\n\n"
        + section.about()
        + "\n\n| key | values | default | meaning | rule |\n|---|---|---|---|---|\n"
        + section.keys().stream().map(ReferencePage::row).collect(Collectors.joining());
  }

  private static String row(ReferenceKey key) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            key.name(), cell(key.values()), cell(key.otherwise()), cell(key.meaning()), key.rule());
  }

  /** What would end the cell, or vanish as a tag. */
  private static String cell(String text) {
    return text.contains("`")
        ? text.replace("|", "\\|")
        : text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
  }
}
