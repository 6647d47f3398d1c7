package dev.parallax.runtime.app;

import java.util.Optional;
import java.util.function.Supplier;

/** Runs an app from its command line to its exit code; an app's {@code main} is one call of it. */
public final class AppLauncher {

  private AppLauncher() {}

  /**
   * Runs an app until it is told to end or fails. Shows what the app is up to on standard error,
   * and the address of its operations server on standard output.
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
    return run(name, description, () -> factory, Optional.empty(), args);
  }

  /**
   * The same for an app that also observes.
   *
   * @param factory makes what makes the app; asked once the log is set up, as loggers that were
   *     made before would not know how to write
   * @param observer makes what runs under {@code --observer}
   */
  public static int run(
      String name,
      String description,
      Supplier<AppFactory> factory,
      ObserverFactory observer,
      String... args) {
    return run(name, description, factory, Optional.of(observer), args);
  }

  private static int run(
      String name,
      String description,
      Supplier<AppFactory> factory,
      Optional<ObserverFactory> observer,
      String... args) {
    LoggingChoice.apply();
    var app = AppName.of(name);
    var environment = System.getenv();
    if (!LoggingChoice.isKnown(environment)) {
      System.err.println(app.command() + ": PARALLAX_LOG_FORMAT is neither text nor json");
      return ExitCode.USAGE;
    }
    return AppCommand.commandLine(
            app,
            description,
            observer.isPresent(),
            environment,
            options -> new Launch(app, factory.get(), observer, options, environment).run())
        .execute(args);
  }
}
