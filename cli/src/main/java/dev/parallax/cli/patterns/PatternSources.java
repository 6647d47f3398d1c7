package dev.parallax.cli.patterns;

import dev.parallax.cli.config.Findings;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that names pattern documents. */
final class PatternSources {
  @Option(
      names = {"-f", "--file"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Pattern documents; of a directory, its .yaml and .yml files.")
  private List<Path> named = List.of();

  /** Reads all of them. */
  PatternFiles read(Environment environment, List<String> regions) {
    return PatternFiles.read(named.stream().map(environment::resolve).toList(), regions);
  }

  /**
   * Reads all of them, of which none may be faulty.
   *
   * @param err where the faults are printed
   * @throws CommandFailure if any is faulty
   */
  List<PatternFiles.Named> readValid(
      Environment environment, List<String> regions, PrintWriter err) {
    var files = read(environment, regions);
    if (!files.areValid()) {
      files.findings().stream().map(Findings::lines).forEach(lines -> lines.forEach(err::println));
      throw CommandFailure.usage("nothing was applied: correct what is said above");
    }
    return files.documents();
  }
}
