package dev.parallax.benchmarks;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.benchmarks.table.Section;
import dev.parallax.benchmarks.table.TableText;
import dev.parallax.benchmarks.throughput.BesideOthers;
import dev.parallax.benchmarks.throughput.Factor;
import dev.parallax.benchmarks.throughput.Latency;
import dev.parallax.benchmarks.throughput.MemoryTaken;
import dev.parallax.benchmarks.throughput.Stall;
import dev.parallax.benchmarks.throughput.StartUp;
import dev.parallax.sandbox.SandboxException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All measurements, or some, as one table. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description =
        "Measures and prints one table on standard output: of every figure the median and the"
            + " spread of its turns. Says on standard error what it is doing. Ctrl-C ends it and all"
            + " that it started.",
    footer = {
      "",
      "Examples:",
      "  Table",
      "  Table --only b,d-agents",
      "  Table --only d --turns 5",
      "  Table --only b --quick"
    })
public final class Table implements Callable<Integer> {
  private static final int QUICK_DIVISOR = 10;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "<section>",
      description = "Sections such as b or d-agents; d stands for all that begin with it.")
  private List<String> only = List.of();

  @Option(
      names = "--turns",
      defaultValue = "3",
      description = "How often every figure is measured, 1..50. Default: ${DEFAULT-VALUE}.")
  private int turns;

  @Option(
      names = "--quick",
      description =
          "A tenth of the requests, and one turn unless --turns says more: to try it out.")
  private boolean quick;

  @Option(
      names = "--router-option",
      paramLabel = "<option>",
      description = "A further JVM option of the measured router, such as a profiler's agent.")
  private List<String> routerOptions = List.of();

  @Option(names = "--list", description = "Names the sections and measures nothing.")
  private boolean list;

  @Spec private CommandSpec spec;

  private final List<Section> sections;
  private final PrintStream out;
  private final PrintStream progress;

  Table(List<Section> sections, PrintStream out, PrintStream progress) {
    this.sections = sections;
    this.out = out;
    this.progress = progress;
  }

  /** Runs; see {@code --help}. */
  public static void main(String... args) {
    System.setProperty("logback.configurationFile", "parallax-benchmarks-logback.xml");
    System.exit(new CommandLine(new Table(all(), System.out, System.err)).execute(args));
  }

  /** Those of this module and of others on the class path, by their keys. */
  private static List<Section> all() {
    var all =
        new ArrayList<Section>(
            List.of(
                new Decisions(),
                new BesideOthers(),
                new Latency(),
                new MemoryTaken(),
                new StartUp(),
                new Stall()));
    all.addAll(Factor.all());
    ServiceLoader.load(Section.class).forEach(all::add);
    all.sort(Comparator.comparing(Section::key));
    return all;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (turns < 1 || turns > 50) {
      throw usage("--turns must be 1..50: " + turns);
    }
    var chosen = chosen();
    if (list) {
      chosen.forEach(section -> out.printf("%-10s %s%n", section.key(), section.title()));
      return 0;
    }
    try (var run = new Run(amount(), progress)) {
      print(chosen, run);
      return 0;
    } catch (SandboxException e) {
      progress.println("table: " + e.getMessage());
      return 1;
    }
  }

  private void print(List<Section> chosen, Run run) throws IOException, InterruptedException {
    out.println(TableText.heading());
    for (var section : chosen) {
      run.say("(" + section.key() + ") " + section.title());
      out.println(TableText.section(section, section.rows(run)));
      out.flush();
    }
    run.say("done");
  }

  private Run.Amount amount() {
    boolean turnsGiven = spec.commandLine().getParseResult().hasMatchedOption("--turns");
    return new Run.Amount(
        quick && !turnsGiven ? 1 : turns, quick ? QUICK_DIVISOR : 1, routerOptions);
  }

  private List<Section> chosen() {
    for (var name : only) {
      if (sections.stream().noneMatch(section -> isNamed(section, name))) {
        throw usage("--only %s: the sections are %s".formatted(name, keys()));
      }
    }
    return sections.stream()
        .filter(section -> only.isEmpty() || only.stream().anyMatch(name -> isNamed(section, name)))
        .toList();
  }

  private static boolean isNamed(Section section, String name) {
    return section.key().equals(name) || section.key().startsWith(name + "-");
  }

  private String keys() {
    return sections.stream().map(Section::key).collect(Collectors.joining(", "));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
