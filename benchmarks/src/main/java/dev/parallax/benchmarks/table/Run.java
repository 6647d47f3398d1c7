package dev.parallax.benchmarks.table;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SandboxRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One run of the table: how much it measures, and the broker and registry that sections share,
 * which are started when they are first asked for. For one thread.
 */
public final class Run implements AutoCloseable {
  private final Amount amount;
  private final PrintStream progress;
  private final Path directory;
  private final long began = System.nanoTime();
  private final Thread closeAtExit = new Thread(this::end, "end-run");
  private SandboxRegistry registry;
  private SandboxBroker broker;
  private boolean brokerWarm;

  /**
   * How much is measured.
   *
   * @param turns of every figure
   * @param divisor what counts of records and lengths of time are divided by; 1 = as they are
   * @param routerOptions JVM options of the router, such as a profiler's agent
   */
  public record Amount(int turns, int divisor, List<String> routerOptions) {
    /** Copies the options. */
    public Amount {
      routerOptions = List.copyOf(routerOptions);
    }
  }

  /**
   * @param progress where it says what it is doing
   * @throws IOException if there is no room for its files
   */
  public Run(Amount amount, PrintStream progress) throws IOException {
    this.amount = amount;
    this.progress = progress;
    this.directory = Files.createTempDirectory("parallax-table");
    Runtime.getRuntime().addShutdownHook(closeAtExit);
  }

  /** How often every figure is measured. */
  public int turns() {
    return amount.turns();
  }

  /** A count of records or length of time as this run measures it. */
  public int scaled(int whole) {
    return Math.max(1, whole / amount.divisor());
  }

  /** JVM options of the router. */
  public String[] routerOptions() {
    return amount.routerOptions().toArray(String[]::new);
  }

  /** For files of this run; deleted when it ends. */
  public Path directory() {
    return directory;
  }

  /** One line of progress. */
  public void say(String what) {
    progress.printf("%5d s  %s%n", (System.nanoTime() - began) / 1_000_000_000, what);
    progress.flush();
  }

  /** In this process. */
  public SandboxBroker broker() {
    if (broker == null) {
      say("starting a broker");
      var data = directory.resolve("broker");
      broker =
          SandboxBroker.start(SandboxBroker.Options.defaults().dataDirectory(data))
              .closedByCaller();
    }
    return broker;
  }

  /**
   * Whether nothing was measured at the broker yet, so that its code is not compiled; asked once.
   */
  public boolean isBrokerCold() {
    boolean cold = !brokerWarm;
    brokerWarm = true;
    return cold;
  }

  /** In a process of its own. */
  public URI registry() {
    if (registry == null) {
      say("starting a schema registry");
      registry = SandboxRegistry.start(SandboxRegistry.Options.defaults().progress(this::say));
    }
    return registry.url();
  }

  /** Ends both and deletes its files. */
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(closeAtExit);
  }

  /** Also when the process is told to end; the processes of apps end by themselves then. */
  private synchronized void end() {
    if (broker != null) {
      broker.close();
      broker = null;
    }
    if (registry != null) {
      registry.close();
      registry = null;
    }
    delete(directory);
  }

  /** Deletes a directory and all that is in it. */
  public static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      // Whoever wrote it deleted it meanwhile.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
