package dev.parallax.benchmarks.throughput;

import dev.parallax.sandbox.SandboxBroker;
import dev.parallax.sandbox.SandboxRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Requests per second of the real router and of {@link PassThroughApp}, each in a process of its
 * own, by turns, on one broker in this process.
 */
public final class RouterThroughput {
  private static final int REQUESTS = Integer.getInteger("requests", 900_000);
  private static final int TURNS = Integer.getInteger("turns", 3);
  private static final String[] OPTIONS =
      Arrays.stream(System.getProperty("router.options", "").split(" "))
          .filter(option -> !option.isBlank())
          .toArray(String[]::new);

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final SandboxBroker broker;
  private final SandboxRegistry registry;
  private final Path directory;

  private RouterThroughput(SandboxBroker broker, SandboxRegistry registry, Path directory) {
    this.broker = broker;
    this.registry = registry;
    this.directory = directory;
  }

  /**
   * Prints one line per turn and the ratio of the medians.
   *
   * @throws IOException if there is no room for the run's files
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("logback.configurationFile", "parallax-benchmarks-logback.xml");
    var directory = Files.createTempDirectory("router-throughput");
    try (var registry = SandboxRegistry.start(SandboxRegistry.Options.defaults());
        var broker =
            SandboxBroker.start(
                SandboxBroker.Options.defaults().dataDirectory(directory.resolve("broker")))) {
      new RouterThroughput(broker, registry, directory).run();
    } finally {
      RunFiles.delete(directory);
    }
  }

  private void run() throws IOException {
    var first = router();
    var sizes = first.sizes();
    System.out.printf(
        "%,d requests a turn; the router writes a task of %d, a decision of %d and a row of %d"
            + " bytes for each%n",
        REQUESTS, sizes.task(), sizes.decision(), sizes.row());
    var routed = new ArrayList<Measured>();
    var passed = new ArrayList<Measured>();
    for (int turn = 1; turn <= TURNS; turn++) {
      passed.add(passThrough(sizes));
      routed.add(router());
      System.out.printf(
          "turn %d: pass-through %s%n        router       %s%n",
          turn, line(passed.get(turn - 1)), line(routed.get(turn - 1)));
    }
    System.out.printf(
        "medians: pass-through %,.0f/s, router %,.0f/s, ratio %.2f; by processor time without the compiler %.2f%n",
        median(passed, Measured::perSecond),
        median(routed, Measured::perSecond),
        median(routed, Measured::perSecond) / median(passed, Measured::perSecond),
        median(passed, RouterThroughput::micros) / median(routed, RouterThroughput::micros));
  }

  private static String line(Measured turn) {
    return "%,8.0f/s, %5.1f us of its own, %4.1f us of its compiler's and %5.1f us of the broker's processor time a request"
        .formatted(turn.perSecond(), turn.appMicros(), turn.compilerMicros(), turn.brokerMicros());
  }

  private static double micros(Measured turn) {
    return turn.appMicros() + turn.brokerMicros();
  }

  private Measured router() throws IOException {
    return measure(AppProcess.ROUTER, "router", OPTIONS);
  }

  private Measured passThrough(Sizes sizes) throws IOException {
    return measure(PassThroughApp.class.getName(), "passthrough", sizes.jvmOptions());
  }

  private Measured measure(String main, String name, String[] jvmOptions) throws IOException {
    var arena = Arena.open(broker, registry.url(), directory);
    arena.fill(REQUESTS);
    Measured measured;
    try (var app = AppProcess.start(arena, main, name, jvmOptions)) {
      measured = Measured.of(arena, name, ProcessHandle.of(app.pid()).orElseThrow(), REQUESTS);
      app.stop(GRACE);
    }
    arena.delete();
    return measured;
  }

  private static double median(List<Measured> turns, ToDoubleFunction<Measured> figure) {
    var sorted = turns.stream().mapToDouble(figure).sorted().boxed().toList();
    return sorted.get(sorted.size() / 2);
  }
}
