package dev.parallax.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry (Apicurio) as a child process, speaking the Confluent REST API, with
 * compatibility BACKWARD. Its port stays the same over {@link #stop()} or {@link #kill()} and
 * {@link #start()}, and so do the ids it gave.
 */
public final class SandboxRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxRegistry.class);
  private static final String API = "/apis/ccompat/v7";
  private static final int HEAP_MB = 256;

  private final Options options;
  private final Path jar;
  private final WorkDirectory directory;
  private final int port = LoopbackPorts.free();
  private final Thread closeAtExit = new Thread(this::endAndDelete, "close-sandbox-registry");
  private ChildProcess child;
  private boolean closedByCaller;

  /**
   * What a registry is started with.
   *
   * @param dataDirectory kept when the registry is closed; absent: a temporary one, deleted on
   *     close
   * @param logFile where its output goes; absent: {@code registry.log} in the data directory
   * @param startTimeout how long it may take to answer
   * @param progress told what is waited for
   */
  public record Options(
      Optional<Path> dataDirectory,
      Optional<Path> logFile,
      Duration startTimeout,
      Consumer<String> progress) {

    /** Temporary data, one minute to start, progress to the log. */
    public static Options defaults() {
      return new Options(Optional.empty(), Optional.empty(), Duration.ofSeconds(60), LOG::info);
    }

    /** With its data in this directory, which is created if it is absent and never deleted. */
    public Options dataDirectory(Path directory) {
      return new Options(Optional.of(directory), logFile, startTimeout, progress);
    }

    /** With its output appended to this file. */
    public Options logFile(Path file) {
      return new Options(dataDirectory, Optional.of(file), startTimeout, progress);
    }

    /** With this time to start. */
    public Options startTimeout(Duration timeout) {
      return new Options(dataDirectory, logFile, timeout, progress);
    }

    /** With progress told to this listener. */
    public Options progress(Consumer<String> listener) {
      return new Options(dataDirectory, logFile, startTimeout, listener);
    }
  }

  private SandboxRegistry(Options options) {
    this.options = options;
    this.jar = RegistryHome.runnerJar();
    this.directory = WorkDirectory.of("registry", options.dataDirectory());
  }

  /**
   * Starts a registry and returns when it answers.
   *
   * @throws SandboxException if it is not unpacked, ends early (with the end of its log) or does
   *     not answer in time
   */
  public static SandboxRegistry start(Options options) {
    var registry = new SandboxRegistry(options);
    Runtime.getRuntime().addShutdownHook(registry.closeAtExit);
    try {
      registry.start();
      return registry;
    } catch (RuntimeException e) {
      registry.close();
      throw e;
    }
  }

  /** The base URL of its API. */
  public URI url() {
    return URI.create("http://" + LoopbackPorts.HOST + ":" + port + API);
  }

  /** The operating system's number of the process that runs now or ran last. */
  public long pid() {
    return child.pid();
  }

  /** Where its output goes. */
  public Path logFile() {
    return options.logFile().orElse(directory.root().resolve("registry.log"));
  }

  /** Starts it again on the same port and data. Does nothing if it is running. */
  public void start() {
    if (child != null && child.isAlive()) {
      return;
    }
    options.progress().accept("schema registry: starting");
    long began = System.nanoTime();
    child = command().start(logFile());
    if (closedByCaller) {
      child.closedByCaller();
    }
    // Its own log says that it is this child that listens, and not a stranger on the same port.
    child.awaitLine(
        "Listening on: http://" + LoopbackPorts.HOST + ":" + port, options.startTimeout());
    child.awaitReady(URI.create(url() + "/subjects"), options.startTimeout());
    requireBackwardCompatibility();
    options
        .progress()
        .accept(
            "schema registry: ready after "
                + Duration.ofNanos(System.nanoTime() - began).toMillis()
                + " ms");
  }

  /** Stops it, as in an outage. */
  public void stop() {
    child.close();
  }

  /** Kills it, as a crash would. */
  public void kill() {
    child.kill();
  }

  private ChildCommand command() {
    var database = directory.root().resolve("registry").toAbsolutePath();
    return ChildProcess.jar("schema registry", jar)
        .heapMb(HEAP_MB)
        .environment("QUARKUS_HTTP_HOST", LoopbackPorts.HOST)
        .environment("QUARKUS_HTTP_PORT", Integer.toString(port))
        .environment("QUARKUS_LOG_CONSOLE_COLOR", "false")
        // Without WRITE_DELAY=0 it loses acknowledged ids when it is killed, and gives them out
        // again.
        .environment("REGISTRY_DATASOURCE_URL", "jdbc:h2:file:" + database + ";WRITE_DELAY=0");
  }

  private void requireBackwardCompatibility() {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/config"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
            .build();
    try {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new SandboxException(
            "the schema registry refused compatibility BACKWARD: "
                + response.statusCode()
                + " "
                + response.body());
      }
    } catch (IOException e) {
      throw new SandboxException("the schema registry does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while the schema registry started", e);
    }
  }

  /**
   * Leaves it to the caller to close this when the process ends, so that its clients can end first.
   */
  public SandboxRegistry closedByCaller() {
    closedByCaller = true;
    ShutdownHooks.remove(closeAtExit);
    child.closedByCaller();
    return this;
  }

  /** Stops it and deletes its data if they are temporary. */
  @Override
  public void close() {
    ShutdownHooks.remove(closeAtExit);
    endAndDelete();
  }

  private void endAndDelete() {
    if (child != null) {
      child.close();
    }
    directory.deleteIfTemporary();
  }
}
