package dev.parallax.cli.session;

import java.nio.file.Path;
import java.util.Map;

/**
 * Surroundings of a command.
 *
 * @param variables environment variables
 * @param workingDirectory where relative paths begin
 * @param home directory that holds {@code .parallax/}, the state of {@code up}, and {@code
 *     samples/}
 */
public record Environment(Map<String, String> variables, Path workingDirectory, Path home) {
  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * Surroundings of this process. The home is {@code PARALLAX_HOME}, else the system property
   * {@code parallax.home} that the launcher sets, else the working directory.
   */
  public static Environment ofThisProcess() {
    var variables = System.getenv();
    var here = Path.of("").toAbsolutePath();
    var home = variables.getOrDefault("PARALLAX_HOME", System.getProperty("parallax.home", ""));
    return new Environment(variables, here, here.resolve(home).normalize());
  }

  /** A path as the user wrote it, made absolute. */
  public Path resolve(Path path) {
    return workingDirectory.resolve(path).normalize();
  }

  /** The state of a running {@code up}. */
  public StateFile stateFile() {
    return new StateFile(stateDirectory().resolve("up.json"));
  }

  /** Directory of the state of {@code up}. */
  public Path stateDirectory() {
    return home.resolve(".parallax");
  }
}
