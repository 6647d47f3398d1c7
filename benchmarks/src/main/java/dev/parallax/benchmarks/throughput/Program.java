package dev.parallax.benchmarks.throughput;

import dev.parallax.benchmarks.table.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is run in a process of its own.
 *
 * @param main class with the {@code main} method, which understands the options of the apps
 * @param name its role: its application id is the topics' prefix, {@code -} and this
 * @param instance which process of it, among several; names its state directory and its log
 * @param classPath with the platform's separator; absent: that of this process
 * @param jvmOptions beside those that all have
 */
public record Program(
    String main,
    String name,
    String instance,
    Optional<String> classPath,
    List<String> jvmOptions) {
  private static final String FIRST = "benchmark";

  /** Copies the options. */
  public Program {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** One of this class path, its only process. */
  public static Program of(String main, String name) {
    return new Program(main, name, FIRST, Optional.empty(), List.of());
  }

  /** The product's, with the JVM options of the run. */
  static Program router(Run run) {
    return of("dev.parallax.router.RouterApp", "router").jvmOptions(run.routerOptions());
  }

  /** The router's topology under at-least-once, which the product does not offer. */
  static Program routerAtLeastOnce() {
    return of("dev.parallax.router.AtLeastOnceRouter", "router");
  }

  /** The router's decisions between a consumer and a producer. */
  static Program plainLoop() {
    return of("dev.parallax.router.PlainLoop", "plain");
  }

  /** With these JVM options after those it has. */
  public Program jvmOptions(String... more) {
    var all = new ArrayList<>(jvmOptions);
    all.addAll(List.of(more));
    return new Program(main, name, instance, classPath, all);
  }

  /** Another process of it. */
  public Program instance(String other) {
    return new Program(main, name, other, classPath, jvmOptions);
  }

  /** With another class path than this process's. */
  public Program classPath(String path) {
    return new Program(main, name, instance, Optional.of(path), jvmOptions);
  }
}
