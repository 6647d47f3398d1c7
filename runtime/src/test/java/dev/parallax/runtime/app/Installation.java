package dev.parallax.runtime.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.sandbox.ChildCommand;
import dev.parallax.sandbox.ChildProcess;
import dev.parallax.sandbox.SharedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One configuration under a topic prefix of its own, and the apps that run with it.
 *
 * @param directory where everything of it goes
 * @param prefix of its topics, without the dot
 */
record Installation(Path directory, String prefix) {

  static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ADDRESS = Pattern.compile("operations server: (http://\\S+)");

  static Installation in(Path directory, String bootstrapServers) {
    var prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
    var installation = new Installation(directory, prefix);
    installation.configure(bootstrapServers, "");
    return installation;
  }

  /** Writes the configuration; {@code more} are further lines of the schema registry's section. */
  void configure(String bootstrapServers, String more) {
    write(
        """
        regions:
          - id: us-east-1
        kafka:
          bootstrapServers: %s
        schemaRegistry:
          urls: [%s]
        %s
        topics:
          prefix: %s.
          partitions: 2
          replicationFactor: 1
        """
            .formatted(bootstrapServers, SharedRegistry.get().url(), more, prefix));
  }

  void write(String configuration) {
    try {
      Files.writeString(config(), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path config() {
    return directory.resolve("parallax.config.yaml");
  }

  String topic(String name) {
    return prefix + "." + name;
  }

  String applicationId() {
    return prefix + "-passthrough";
  }

  /** An app under this instance id, with a state directory of that name. */
  ChildCommand app(String instance) {
    return app(instance, instance);
  }

  ChildCommand app(String instance, String stateDirectory) {
    return app(instance, stateDirectory, 0);
  }

  ChildCommand app(String instance, String stateDirectory, int port) {
    return ChildProcess.java(instance, PassThroughApp.class.getName())
        .heapMb(128)
        .directory(directory)
        .arguments("--config", config().toString(), "--bind", "127.0.0.1")
        .arguments("--port", Integer.toString(port))
        .arguments("--instance-id", instance)
        .arguments("--state-dir", directory.resolve(stateDirectory).toString());
  }

  ChildProcess start(ChildCommand command) {
    return command.start(directory.resolve(command.name() + UUID.randomUUID() + ".log"));
  }

  ChildProcess startReady(String instance) {
    var child = start(app(instance));
    child.awaitLine("operations server: http", SOON);
    child.awaitReady(address(child).resolve("/health/ready"), SOON);
    return child;
  }

  static URI address(ChildProcess child) {
    var matcher = ADDRESS.matcher(output(child));
    if (!matcher.find()) {
      throw new AssertionError("no address in " + output(child));
    }
    return URI.create(matcher.group(1));
  }

  static String output(ChildProcess child) {
    try {
      return Files.readString(child.logFile(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
