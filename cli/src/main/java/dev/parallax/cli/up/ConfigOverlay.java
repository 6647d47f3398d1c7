package dev.parallax.cli.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ConfigNode;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.config.MalformedDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sections of a user's file that take the place of the sandbox's own.
 *
 * @param sections names of its sections
 * @param text the sections as written
 */
record ConfigOverlay(List<String> sections, String text) {
  /** The others say where the sandbox's processes are, and how they are told apart. */
  private static final List<String> ALLOWED =
      List.of("routing", "disasterRecovery", "healthCheck", "input", "replication");

  private static final String DOCUMENT_START = "---";

  ConfigOverlay {
    sections = List.copyOf(sections);
  }

  /**
   * Reads the file. Whether its sections are valid is seen with the whole configuration.
   *
   * @throws CommandFailure if it has no sections, or others than those that may be replaced
   */
  static ConfigOverlay read(Path file) {
    var sections = sections(file);
    for (var section : sections) {
      if (!ALLOWED.contains(section)) {
        throw CommandFailure.usage(
            file
                + ": "
                + section
                + " is the sandbox's own: an overlay may have "
                + String.join(", ", ALLOWED));
      }
    }
    return new ConfigOverlay(sections, text(file));
  }

  /** These sections; each is lines of YAML, by its name. Empty: no overlay. */
  static Optional<ConfigOverlay> of(Map<String, String> sections) {
    if (sections.isEmpty()) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    sections.forEach((name, lines) -> text.append(name).append(":\n").append(lines.indent(2)));
    return Optional.of(new ConfigOverlay(List.copyOf(sections.keySet()), text.toString()));
  }

  private static List<String> sections(Path file) {
    try {
      if (ConfigFiles.document(file) instanceof ConfigNode.Mapping mapping) {
        return mapping.entries().stream().map(ConfigNode.Entry::key).toList();
      }
    } catch (MalformedDocument malformed) {
      throw CommandFailure.usage(file + ": " + malformed.fault().message(), malformed);
    }
    throw CommandFailure.usage(
        file + " has no sections: write those that replace the sandbox's, such as routing");
  }

  private static String text(Path file) {
    var text = content(file).strip();
    if (text.startsWith("{")) {
      throw CommandFailure.usage(file + " is in braces: write its sections in lines of their own");
    }
    return text.startsWith(DOCUMENT_START) ? text.substring(DOCUMENT_START.length()).strip() : text;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  boolean has(String section) {
    return sections.contains(section);
  }
}
