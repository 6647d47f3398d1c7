package dev.parallax.benchmarks.throughput;

import dev.parallax.sandbox.ChildProcess;
import java.time.Duration;

/** The processes that are measured, all started alike. */
public final class AppProcess {
  /** Nobody answers, so that all of a turn's executions are open at its end. */
  private static final int HEAP_MB = 1_024;

  private static final Duration GRACE = Duration.ofSeconds(20);

  private AppProcess() {}

  /** Starts a program in the arena; returns before it is ready. */
  public static ChildProcess start(Arena arena, Program program) {
    return start(arena, program, program.instance());
  }

  /**
   * Starts a program in the arena.
   *
   * @param log the end of its log's name
   * @param more arguments
   */
  static ChildProcess start(Arena arena, Program program, String log, String... more) {
    var files = arena.directory();
    var child =
        ChildProcess.java(program.name(), program.main())
            .heapMb(HEAP_MB)
            .jvmOptions("-XX:TieredStopAtLevel=4", "-XX:-UseDynamicNumberOfCompilerThreads")
            .jvmOptions(program.jvmOptions().toArray(String[]::new))
            .arguments("--config", arena.config().toString())
            .arguments("--instance-id", program.instance(), "--port", "0", "--bind", "127.0.0.1")
            .arguments("--state-dir", files.resolve("state-" + program.instance()).toString())
            .arguments(more);
    return program
        .classPath()
        .map(child::classPath)
        .orElse(child)
        .start(files.resolve(program.name() + "-" + log + ".log"));
  }

  /** Ends it in order. */
  static void stop(ChildProcess app) {
    app.stop(GRACE);
  }
}
