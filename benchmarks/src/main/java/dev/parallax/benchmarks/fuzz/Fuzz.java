package dev.parallax.benchmarks.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Feeds bad input to all apps and says whether any of them was stopped. */
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description =
        "Feeds bad records to the topologies of all apps, and bad YAML to the readers of"
            + " configurations and patterns. Exit code 0: nothing was stopped; 1: something was.",
    footer = {
      "",
      "Examples:",
      "  Fuzz --inputs 1000000",
      "  Fuzz --topic requests --inputs 50000",
      "  Fuzz --seed 42 --inputs 20000"
    })
public final class Fuzz implements Callable<Integer> {
  private static final int ROUND = 5_000;
  private static final int MOST_CRASHES = 100;
  private static final List<FuzzedApp> APPS = List.of(FuzzedApp.values());

  @Option(
      names = "--inputs",
      defaultValue = "100000",
      description = "Records in all; a tenth as many documents. Default: ${DEFAULT-VALUE}.")
  private int inputs;

  @Option(
      names = "--seed",
      description = "Everything follows from it. Default: the time; it is printed.")
  private Long seed;

  @Option(
      names = "--topic",
      description = "The only kind of topic, such as requests, ballots or forward. Default: all.")
  private Optional<String> topic = Optional.empty();

  private final PrintStream out;
  private final Tally tally = new Tally();
  private final List<Crash> crashes = new ArrayList<>();

  Fuzz(PrintStream out) {
    this.out = out;
  }

  /** Runs; see {@code --help}. */
  public static void main(String... args) {
    System.exit(new CommandLine(new Fuzz(System.out)).execute(args));
  }

  @Override
  public Integer call() {
    // Every bad record is worth a line; a million of them are not.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    long first = seed == null ? System.currentTimeMillis() : seed;
    out.printf("seed %d%n", first);
    feedApps(first);
    out.print(tally.table());
    out.printf("%nwritten%n%s", tally.written());
    var documents = topic.isPresent() ? List.<String>of() : Documents.fuzz(first, inputs / 10, out);
    documents.forEach(out::println);
    boolean well = crashes.isEmpty() && documents.isEmpty();
    out.printf(
        "%d inputs, %d crashes, %d faults of readers of documents%n",
        tally.inputs(), crashes.size(), documents.size());
    return well ? 0 : 1;
  }

  /** The first of every kind is told as it happens. */
  private void note(Crash crash) {
    if (crashes.stream().noneMatch(known -> known.kind().equals(crash.kind()))) {
      out.println(crash.report());
    }
    crashes.add(crash);
  }

  private void feedApps(long first) {
    long begun = System.nanoTime();
    int size = Math.max(1, Math.min(ROUND, inputs / APPS.size()));
    for (long round = 0; tally.inputs() < inputs && crashes.size() < MOST_CRASHES; round++) {
      var app = APPS.get((int) (round % APPS.size()));
      round(first + round, app, (int) Math.min(size, inputs - tally.inputs()));
      if (round >= APPS.size() && tally.inputs() == 0) {
        throw new CommandLine.ParameterException(
            new CommandLine(this), "no app reads a topic " + topic.orElse("") + ": see --help");
      }
      if (round % 10 == 9) {
        out.printf(
            "%d inputs, %d crashes, %d s%n",
            tally.inputs(), crashes.size(), (System.nanoTime() - begun) / 1_000_000_000);
      }
    }
  }

  private void round(long roundSeed, FuzzedApp app, int size) {
    var directory = directory();
    try {
      var round = new Round(roundSeed, app, topic, directory);
      if (!round.isEmpty()) {
        round.run(size, tally).ifPresent(this::note);
      }
    } finally {
      delete(directory);
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("parallax-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for state can be made", e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be deleted", e);
    }
  }
}
