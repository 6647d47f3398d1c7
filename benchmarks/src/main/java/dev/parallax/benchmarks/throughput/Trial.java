package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Run;
import dev.parallax.sandbox.ChildProcess;
import java.io.IOException;
import java.util.Map;

/**
 * Measures several programs with the same shape and load, each turn with topics of its own. For one
 * thread.
 */
public final class Trial {
  private final Run run;
  private final Shape shape;
  private final Load load;
  private Sizes sizes;

  /** Nothing is started yet. */
  public Trial(Run run, Shape shape, Load load) {
    this.run = run;
    this.shape = shape;
    this.load = load;
  }

  /** The router; its first turn also shows how long its records are. */
  public Measured router() throws IOException {
    return measure(Program.router(run), sizes == null);
  }

  /** What writes as many records as long, after the router was measured. */
  public Measured passThrough() throws IOException {
    var program = Program.of(PassThroughApp.class.getName(), "passthrough");
    return measure(program.jvmOptions(sizes.jvmOptions()));
  }

  /** The same decisions between a consumer and a producer. */
  Measured plainLoop() throws IOException {
    return measure(Program.plainLoop());
  }

  /**
   * Any program that writes a task for every request.
   *
   * @throws IllegalStateException if it does not in some minutes
   */
  public Measured measure(Program program) throws IOException {
    return measure(program, false);
  }

  private Measured measure(Program program, boolean isFirst) throws IOException {
    if (run.isBrokerCold()) {
      run.say("once unmeasured, as the broker compiles its code in the first minute:");
      measure(Program.router(run), false);
    }
    run.say("%s with %s".formatted(program.name(), shape));
    try (var arena = Arena.open(run, shape, Map.of())) {
      var small = shape.withInputBytes(Math.min(shape.inputBytes(), Shape.BASE.inputBytes()));
      arena.writeRequests(new SentRequests(small), 0, load.warmUp());
      arena.writeRequests(load.warmUp(), load.all());
      try (var app = AppProcess.start(arena, program)) {
        var measured = Measured.of(arena, handle(app), load);
        run.say("  " + measured);
        if (isFirst) {
          sizes = Sizes.of(arena, program.name(), load);
          run.say("for each request " + sizes);
        }
        AppProcess.stop(app);
        return measured;
      }
    }
  }

  private static ProcessHandle handle(ChildProcess app) {
    return ProcessHandle.of(app.pid()).orElseThrow();
  }
}
