package dev.parallax.cli.patterns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The patterns that the sample agents serve: one agent each, its answer taken as it is, and one
 * that asks an agent of each region. Between them the three regions of {@code parallax up} have
 * what they need: every region classifies, us-east-1 and ap-south-1 analyse, eu-west-1 translates.
 */
public final class SamplePatterns {
  private static final List<String> NAMES =
      List.of(
          "content-classifier",
          "content-moderation",
          "fraud-check",
          "language-detect",
          "translation-routing",
          "document-analysis",
          "global-consensus");

  private SamplePatterns() {}

  /** All of them, by name as the samples use them. */
  public static List<PatternDocument> all() {
    return NAMES.stream().map(SamplePatterns::load).toList();
  }

  private static PatternDocument load(String name) {
    var reading = PatternDocument.read(text(name + ".yaml"));
    if (reading instanceof PatternDocument.Valid valid) {
      return valid.document();
    }
    throw new IllegalStateException("the sample pattern " + name + " is faulty: " + reading);
  }

  private static String text(String resource) {
    try (var in =
        Objects.requireNonNull(SamplePatterns.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
