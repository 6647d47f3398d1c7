package dev.parallax.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.patterns.PatternDocument;
import dev.parallax.core.config.ConfigFault;
import dev.parallax.core.config.ConfigReader;
import dev.parallax.core.config.ConfigResult;
import dev.parallax.core.config.EffectiveConfig;
import dev.parallax.core.config.ParallaxConfig;
import dev.parallax.core.routing.Router;
import dev.parallax.runtime.config.ConfigFiles;
import dev.parallax.runtime.config.YamlDocuments;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bad YAML for the readers of configurations and patterns: they refuse it with all its faults, each
 * of which says where it is and what to do, or they take it, and then it can be used. Nothing is
 * thrown.
 */
final class Documents {
  private static final List<String> CONFIGS =
      List.of(
          "config.yaml", "active-passive.yaml", "weighted.yaml", "capability.yaml", "latency.yaml");
  private static final List<String> PATTERNS = List.of("pattern.yaml", "voting.yaml");

  private final SplittableRandom random;
  private final YamlMutations mutations;
  private final Path file;
  private final Map<String, String> faults = new LinkedHashMap<>();
  private int refused;
  private int taken;

  private Documents(SplittableRandom random, Path file) {
    this.random = random;
    this.mutations = new YamlMutations(random);
    this.file = file;
  }

  /**
   * Reads so many documents.
   *
   * @return what went wrong, one of every kind
   */
  static List<String> fuzz(long seed, int documents, PrintStream out) {
    try {
      var file = Files.createTempFile("parallax-fuzz", ".yaml");
      try {
        var fuzzed = new Documents(new SplittableRandom(seed), file);
        for (int i = 0; i < documents; i++) {
          fuzzed.next();
        }
        out.printf(
            "%d documents: %d refused, %d taken, %d kinds of faults of the readers%n",
            documents, fuzzed.refused, fuzzed.taken, fuzzed.faults.size());
        return List.copyOf(fuzzed.faults.values());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no file for documents", e);
    }
  }

  private void next() throws IOException {
    boolean pattern = random.nextInt(3) == 0;
    var names = pattern ? PATTERNS : CONFIGS;
    var document = mutations.of(text(names.get(random.nextInt(names.size()))));
    try {
      var wrong = pattern ? ofPattern(new String(document, UTF_8)) : ofConfig(document);
      wrong.ifPresent(why -> note(why, why, document));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      var trace = e.getStackTrace();
      var kind = e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
      note(kind, kind + ": " + e.getMessage(), document);
    }
  }

  private void note(String kind, String why, byte[] document) {
    var text = new String(document, UTF_8);
    faults.putIfAbsent(
        kind, "FAULT: " + why + "\n" + text.substring(0, Math.min(4_000, text.length())));
  }

  private static String text(String name) throws IOException {
    try (var in = Documents.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private Optional<String> ofConfig(byte[] document) throws IOException {
    Files.write(file, document);
    var result = ConfigFiles.read(file);
    if (!result.refusals().isEmpty()) {
      refused++;
      return refusals(result.refusals());
    }
    taken++;
    return used(((ConfigResult.Valid) result).config());
  }

  private static Optional<String> refusals(List<ConfigFault> faults) {
    for (var fault : faults) {
      if (fault.message().isBlank()) {
        return Optional.of("a fault says nothing: " + fault.rule());
      }
      if (fault.path().isEmpty() && fault.line() == 0 && !isOfTheWhole(fault)) {
        return Optional.of("a fault does not say where: " + fault.message());
      }
    }
    return Optional.empty();
  }

  /** Of the text itself, which has no keys yet. */
  private static boolean isOfTheWhole(ConfigFault fault) {
    return fault.message().startsWith("is ");
  }

  /** Its effective form is the same configuration, and apps can start with it. */
  private static Optional<String> used(ParallaxConfig config) {
    var printed = YamlDocuments.print(EffectiveConfig.of(config));
    var again = ConfigReader.read(YamlDocuments.parse(printed));
    if (!again.refusals().isEmpty()) {
      return Optional.of("its effective form is refused: " + again.refusals().get(0).message());
    }
    var read = ((ConfigResult.Valid) again).config();
    if (!EffectiveConfig.of(read).equals(EffectiveConfig.of(config))) {
      return Optional.of("its effective form is another configuration");
    }
    Router.of(config, EffectiveConfig.hash(config));
    config.regionIds().forEach(config::in);
    return Optional.empty();
  }

  private Optional<String> ofPattern(String document) {
    var reading = PatternDocument.read(document, random.nextBoolean() ? Names.REGIONS : List.of());
    if (reading instanceof PatternDocument.Faulty faulty) {
      refused++;
      return faulty.faults().isEmpty()
          ? Optional.of("a pattern is refused without a fault")
          : refusals(faulty.faults());
    }
    taken++;
    var pattern = ((PatternDocument.Valid) reading).document();
    pattern.pattern();
    pattern.applied(Names.HERE, 0, Optional.empty());
    return Optional.empty();
  }
}
