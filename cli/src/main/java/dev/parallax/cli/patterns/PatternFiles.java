package dev.parallax.cli.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.config.Findings;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.core.config.ConfigFault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The pattern documents of files and directories.
 *
 * @param documents the valid ones, in the order of their files
 * @param findings one per faulty file
 */
record PatternFiles(List<Named> documents, List<Findings> findings) {

  /** A document and where it was found. */
  record Named(Path file, PatternDocument document) {}

  /**
   * Reads all of them, faulty ones too. A name that stands in two files is a fault of the second.
   *
   * @param paths files, or directories whose {@code .yaml} and {@code .yml} files are meant
   * @param regions that are defined; empty if that is not known
   * @throws CommandFailure if one is not there, or a directory holds no document
   */
  static PatternFiles read(List<Path> paths, List<String> regions) {
    var files = new PatternFiles(new ArrayList<>(), new ArrayList<>());
    var seen = new HashMap<String, Path>();
    for (var path : paths) {
      expand(path).forEach(file -> files.add(file, regions, seen));
    }
    return files;
  }

  boolean areValid() {
    return findings.isEmpty();
  }

  private void add(Path file, List<String> regions, HashMap<String, Path> seen) {
    var reading = PatternDocument.read(text(file), regions);
    if (reading instanceof PatternDocument.Faulty faulty) {
      refuse(file, faulty.faults());
      return;
    }
    var document = ((PatternDocument.Valid) reading).document();
    var other = seen.putIfAbsent(document.name(), file);
    if (other == null) {
      documents.add(new Named(file, document));
    } else {
      var message = "stands in " + other + " as well: apply one of them";
      refuse(
          file,
          List.of(new ConfigFault("name", 1, document.name(), PatternDocument.RULE, message)));
    }
  }

  private void refuse(Path file, List<ConfigFault> faults) {
    findings.add(new Findings(file, faults, List.of(), List.of()));
  }

  private static List<Path> expand(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var entries = Files.list(path)) {
      var files = entries.filter(PatternFiles::isYaml).sorted().toList();
      if (files.isEmpty()) {
        throw CommandFailure.usage("there is no .yaml or .yml file in " + path);
      }
      return files;
    } catch (IOException unreadable) {
      throw CommandFailure.usage("cannot list " + path + ": " + unreadable, unreadable);
    }
  }

  private static boolean isYaml(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw CommandFailure.usage("there is no file " + file);
    }
    try {
      return Files.readString(file, UTF_8);
    } catch (CharacterCodingException foreign) {
      throw CommandFailure.usage(file + " is not text in UTF-8", foreign);
    } catch (IOException unreadable) {
      throw CommandFailure.usage("cannot read " + file + ": " + unreadable, unreadable);
    }
  }
}
