package dev.parallax.cli.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory {@code samples/} of the project, as its files stand there. */
final class SampleDirectory {
  private static final Path ROOT = Path.of(System.getProperty("basedir", "."), "..", "samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleDirectory() {}

  /** What is expected of the sample of this name. */
  static JsonNode expected(String name) {
    try {
      return JSON.readTree(Files.readString(ROOT.resolve("expected.json"))).required(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] malformed(String file) {
    try {
      return Files.readAllBytes(ROOT.resolve("malformed").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> malformedFiles() {
    return names(ROOT.resolve("malformed"));
  }

  /** Names without their extension of the files of requests. */
  static List<String> requestFiles() {
    return names(ROOT).stream()
        .filter(name -> name.endsWith(".jsonl"))
        .map(name -> name.substring(0, name.length() - ".jsonl".length()))
        .toList();
  }

  /** The lines of a file of requests, each as it is sent. */
  static List<String> lines(String file) {
    try {
      return Files.readAllLines(ROOT.resolve(file + ".jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path directory) {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
