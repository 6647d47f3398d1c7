package dev.parallax.benchmarks.throughput;

import dev.parallax.sandbox.ChildProcess;

/** The processes that are measured, all started alike. */
final class AppProcess {
  static final String ROUTER = "dev.parallax.router.RouterApp";

  /** Nobody answers, so that all of a turn's executions are open at its end. */
  private static final int HEAP_MB = 1_024;

  private AppProcess() {}

  /** Starts an app in the arena; returns before it is ready. */
  static ChildProcess start(Arena arena, String main, String name, String... jvmOptions) {
    return ChildProcess.java(name, main)
        .heapMb(HEAP_MB)
        .jvmOptions("-XX:TieredStopAtLevel=4", "-XX:-UseDynamicNumberOfCompilerThreads")
        .jvmOptions(jvmOptions)
        .arguments("--config", arena.config().toString())
        .arguments("--instance-id", "benchmark", "--port", "0", "--bind", "127.0.0.1")
        .arguments("--state-dir", arena.directory().resolve("state").toString())
        .start(arena.directory().resolve("app.log"));
  }
}
