package dev.parallax.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.cli.cluster.ConnectionOptions;
import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The file that a command is about: its argument, else the one that other commands would use. */
public final class ConfigFile {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The configuration file. Default: that which other commands would use.")
  private Path named;

  @Mixin private final ConnectionOptions others = new ConnectionOptions();

  /**
   * The path, of a file that is there.
   *
   * @throws CommandFailure if it is not, or none is known
   */
  Path path(Environment environment) {
    var path = named != null ? environment.resolve(named) : fallback(environment);
    if (!Files.exists(path)) {
      throw CommandFailure.usage(
          "there is no file " + path + "; name a configuration file, or write one");
    }
    return path;
  }

  /**
   * What the file says.
   *
   * @throws CommandFailure if there is no file, or it is faulty
   */
  public CheckedConfig read(Environment environment) {
    return CheckedConfig.read(path(environment));
  }

  private Path fallback(Environment environment) {
    return others
        .file(environment)
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no configuration file is known: name one, or write ./parallax.config.yaml"));
  }

  static String text(Path path) {
    try {
      return Files.readString(path, UTF_8);
    } catch (IOException unreadable) {
      throw CommandFailure.usage("cannot read " + path + ": " + unreadable, unreadable);
    }
  }
}
