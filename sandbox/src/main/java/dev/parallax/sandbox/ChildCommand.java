package dev.parallax.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * How a {@link ChildProcess} is started. Immutable: each method gives a changed copy.
 *
 * @param name for messages
 * @param mainClass what it runs
 * @param classPath with the platform's separator
 * @param jvmOptions before the main class
 * @param arguments of the main class
 * @param environment added to this process's own
 * @param directory its working directory
 */
public record ChildCommand(
    String name,
    String mainClass,
    String classPath,
    List<String> jvmOptions,
    List<String> arguments,
    Map<String, String> environment,
    Path directory) {

  /** Copies its collections. */
  public ChildCommand {
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  static ChildCommand of(String name, String mainClass) {
    return new ChildCommand(
        name,
        mainClass,
        System.getProperty("java.class.path"),
        // Small processes that start fast: several share one machine.
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true"),
        List.of(),
        Map.of(),
        Path.of("").toAbsolutePath());
  }

  static ChildCommand ofJar(String name, Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      var main =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (main == null) {
        throw new SandboxException(jar + " names no main class");
      }
      return of(name, main).classPath(jar.toString()).directory(jar.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new SandboxException(jar + " is not a readable jar: " + e.getMessage(), e);
    }
  }

  /** With another class path than this process's. */
  public ChildCommand classPath(String path) {
    return new ChildCommand(name, mainClass, path, jvmOptions, arguments, environment, directory);
  }

  /** With these arguments after those it has. */
  public ChildCommand arguments(String... more) {
    return new ChildCommand(
        name,
        mainClass,
        classPath,
        jvmOptions,
        plus(arguments, List.of(more)),
        environment,
        directory);
  }

  /** With these JVM options after those it has. */
  public ChildCommand jvmOptions(String... more) {
    return new ChildCommand(
        name,
        mainClass,
        classPath,
        plus(jvmOptions, List.of(more)),
        arguments,
        environment,
        directory);
  }

  /** With a heap of at most this many MiB. */
  public ChildCommand heapMb(int megabytes) {
    return jvmOptions("-Xmx" + megabytes + "m");
  }

  /** With an environment variable. */
  public ChildCommand environment(String variable, String value) {
    var more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new ChildCommand(name, mainClass, classPath, jvmOptions, arguments, more, directory);
  }

  /** With this working directory. */
  public ChildCommand directory(Path workingDirectory) {
    return new ChildCommand(
        name, mainClass, classPath, jvmOptions, arguments, environment, workingDirectory);
  }

  /**
   * Starts it; its output is appended to this file, whose directory is created.
   *
   * @throws SandboxException if it cannot be started
   */
  public ChildProcess start(Path logFile) {
    var builder = new ProcessBuilder(commandLine()).directory(directory.toFile());
    builder.environment().putAll(environment);
    return ChildProcess.start(name, builder, logFile);
  }

  private List<String> commandLine() {
    var line = new ArrayList<String>();
    line.add(javaExecutable());
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(classPath + System.getProperty("path.separator") + ownCode());
    line.add(ParentGuard.class.getName());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  private static String javaExecutable() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Files.exists(java) ? java.toString() : java + ".exe";
  }

  private static String ownCode() {
    return CodeSource.of(ParentGuard.class).toString();
  }

  private static List<String> plus(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
