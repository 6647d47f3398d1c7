package dev.parallax.cli.cluster;

import dev.parallax.cli.console.CommandFailure;
import dev.parallax.cli.session.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The option by which somebody logs in at Kafka otherwise than the configuration says. */
public final class LoginOption {
  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Properties of the Kafka client that logs in to do this, as Kafka's own tools take them;"
              + " they replace kafka.properties. Default: the configuration's login.")
  private Path file;

  /**
   * The cluster by the login of the file, if one was named.
   *
   * @throws CommandFailure if it cannot be read
   */
  public Connection at(Connection connection, Environment environment) {
    return file == null
        ? connection
        : connection.withKafkaProperties(properties(environment.resolve(file)));
  }

  private static Map<String, String> properties(Path path) {
    var read = new Properties();
    try (var in = Files.newInputStream(path)) {
      read.load(in);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw CommandFailure.usage(
          "--command-config " + path + " cannot be read as properties: " + unreadable, unreadable);
    }
    var properties = new HashMap<String, String>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }
}
