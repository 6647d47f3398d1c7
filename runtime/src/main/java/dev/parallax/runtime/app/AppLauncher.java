package dev.parallax.runtime.app;

/** Runs an app from its command line to its exit code; an app's {@code main} is one call of it. */
public final class AppLauncher {

  private AppLauncher() {}

  /**
   * Runs an app until it is told to end or fails.
   *
   * @param name what it is called, such as {@code router}: its application id is the topic prefix
   *     followed by it, its command {@code router-app}
   * @param description one sentence for {@code --help}
   * @param factory makes the app
   * @param args the command line
   * @return 0 = ended as it was told, 1 = failed while running: start it again, 2 = command line,
   *     configuration or surroundings are wrong: somebody must change something first
   */
  public static int run(String name, String description, AppFactory factory, String... args) {
    if (args.length == 0) {
      System.err.println(name + ": " + description);
    }
    throw new UnsupportedOperationException("not started yet: " + factory);
  }
}
