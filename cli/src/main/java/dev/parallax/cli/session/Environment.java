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
 * @param launcher the script that people run
 */
public record Environment(
    Map<String, String> variables, Path workingDirectory, Path home, Path launcher) {
  private static final String HOME = "PARALLAX_HOME";

  /** Copies the variables. */
  public Environment {
    variables = Map.copyOf(variables);
  }

  /** With the launcher in the home, where it is unless {@code PARALLAX_HOME} says otherwise. */
  public Environment(Map<String, String> variables, Path workingDirectory, Path home) {
    this(variables, workingDirectory, home, home.resolve("parallax"));
  }

  /**
   * Surroundings of this process. The home is {@code PARALLAX_HOME}, else the system property
   * {@code parallax.home} that the launcher sets, else the working directory.
   */
  public static Environment ofThisProcess() {
    var variables = System.getenv();
    var here = Path.of("").toAbsolutePath();
    var home = variables.getOrDefault(HOME, System.getProperty("parallax.home", ""));
    var launcher = System.getProperty("parallax.launcher", "parallax");
    return new Environment(
        variables, here, here.resolve(home).normalize(), here.resolve(launcher).normalize());
  }

  /** What another terminal in this directory has to type to run a command with this home. */
  public String command() {
    var script =
        workingDirectory.equals(launcher.getParent()) ? "./parallax" : quoted(launcher.toString());
    return variables.containsKey(HOME)
        ? HOME + "=" + quoted(home.toString()) + " " + script
        : script;
  }

  private static String quoted(String path) {
    return path.matches("[\\w/.:-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
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
