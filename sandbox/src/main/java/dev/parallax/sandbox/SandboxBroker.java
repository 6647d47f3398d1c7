package dev.parallax.sandbox;

import dev.parallax.schemas.TopicSpec;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real single-node Kafka broker (KRaft, combined roles) in this process or in one of its own, on
 * loopback ports that stay the same over {@link #stop()} or {@link #kill()} and {@link #start()}.
 * Not thread-safe, except for the accessors.
 */
public final class SandboxBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxBroker.class);
  private static final int START_ATTEMPTS = 3;

  private final Options options;
  private final BrokerDirectory directory;
  private final Thread closeAtExit = new Thread(this::stopAndRelease, "close-sandbox-broker");
  private Map<String, Integer> ports;
  private int controllerPort;
  private BrokerServer server;

  /**
   * What a broker is started with.
   *
   * @param dataDirectory kept when the broker is closed, and taken up again by the next one that
   *     names it; absent: a temporary one, deleted on close
   * @param listeners further client listeners: name to the port that its clients are told to
   *     connect to, such as that of a {@link Link} to the broker's own {@link #port(String)}
   * @param overrides broker properties that replace the sandbox's own
   * @param process the process that it has of its own; absent: it runs in this one
   * @param logins who may log in; absent: nobody need, and everybody may do everything
   */
  public record Options(
      Optional<Path> dataDirectory,
      Map<String, Integer> listeners,
      Map<String, String> overrides,
      Optional<OwnProcess> process,
      Optional<BrokerLogins> logins) {

    /** Copies what it is given. */
    public Options {
      listeners = Map.copyOf(listeners);
      overrides = Map.copyOf(overrides);
    }

    /** A temporary directory, one client listener, in this process, open to everybody. */
    public static Options defaults() {
      return new Options(Optional.empty(), Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** With its data in this directory, which is created if it is absent and never deleted. */
    public Options dataDirectory(Path directory) {
      return new Options(Optional.of(directory), listeners, overrides, process, logins);
    }

    /**
     * With a further listener, such as one per remote region.
     *
     * @param name letters, digits, dots and hyphens; case does not matter
     * @param advertisedPort the loopback port that its clients are told to connect to
     */
    public Options listener(String name, int advertisedPort) {
      var more = new TreeMap<>(listeners);
      more.put(listenerName(name), advertisedPort);
      return new Options(dataDirectory, more, overrides, process, logins);
    }

    /** With a broker property that replaces the sandbox's own. */
    public Options override(String property, String value) {
      var more = new TreeMap<>(overrides);
      more.put(property, value);
      return new Options(dataDirectory, listeners, more, process, logins);
    }

    /** In a process of its own, which can be killed. */
    public Options ownProcess(OwnProcess own) {
      var more = new TreeMap<>(BrokerProperties.AFTER_A_KILL);
      more.putAll(overrides);
      return new Options(dataDirectory, listeners, more, Optional.of(own), logins);
    }

    /** With nobody let in but these, and nothing allowed to them that was not granted. */
    public Options logins(BrokerLogins those) {
      return new Options(dataDirectory, listeners, overrides, process, Optional.of(those));
    }
  }

  /**
   * The process of a broker that has one of its own.
   *
   * @param log where its output is appended
   * @param environment asked at every start: variables added to this process's own
   */
  public record OwnProcess(Path log, Supplier<Map<String, String>> environment) {}

  private SandboxBroker(Options options) {
    this.options = options;
    this.directory = BrokerDirectory.of(options.dataDirectory());
  }

  /**
   * Starts a broker and returns when it serves clients.
   *
   * @throws SandboxException if it cannot be started
   */
  public static SandboxBroker start(Options options) {
    QuietLogs.apply();
    var broker = new SandboxBroker(options);
    try {
      broker.startOnFreePorts();
    } catch (RuntimeException e) {
      broker.directory.release();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(broker.closeAtExit);
    return broker;
  }

  /** {@code host:port} for clients beside the broker. */
  public String bootstrapServers() {
    return bootstrapServers(BrokerProperties.CLIENT);
  }

  /**
   * {@code host:port} that clients of this listener connect to: the advertised one.
   *
   * @throws IllegalArgumentException if the broker has no such listener
   */
  public String bootstrapServers(String listener) {
    return LoopbackPorts.HOST + ":" + required(advertised(), listener);
  }

  /**
   * The broker's own port for this listener, to which a relay forwards.
   *
   * @throws IllegalArgumentException if the broker has no such listener
   */
  public int port(String listener) {
    return required(ports, listener);
  }

  /** Where its data are; deleted on close if it is temporary. */
  Path dataDirectory() {
    return directory.directory().root();
  }

  /**
   * Creates these topics with one replica each; one that exists is left as it is.
   *
   * @throws SandboxException if the broker refuses one or does not answer
   */
  public void createTopics(List<TopicSpec> topics) {
    BrokerTopics.create(
        bootstrapServers(),
        options.logins().map(BrokerLogins::administrator).orElse(Map.of()),
        topics);
  }

  /** Stops serving, as in an outage; data and ports are kept. Does nothing if it is stopped. */
  public void stop() {
    if (server != null) {
      var stopping = server;
      server = null;
      stopping.stop();
    }
  }

  /**
   * Kills its process (SIGKILL), as a crash would; data and ports are kept. Does nothing if it is
   * stopped.
   *
   * @throws IllegalStateException if it has no process of its own
   */
  public void kill() {
    if (server != null) {
      server.kill();
      server = null;
    }
  }

  /**
   * Serves again on the same ports and data after {@link #stop()}. Does nothing if it is running.
   *
   * @throws SandboxException if it cannot be started, for example because a port was taken
   *     meanwhile
   */
  public void start() {
    if (server == null) {
      launch();
    }
  }

  /**
   * Leaves it to the caller to close this when the process ends, so that its clients can end first.
   */
  public SandboxBroker closedByCaller() {
    ShutdownHooks.remove(closeAtExit);
    return this;
  }

  /** Stops the broker and deletes its directory if that is temporary. */
  @Override
  public void close() {
    ShutdownHooks.remove(closeAtExit);
    stopAndRelease();
  }

  private void stopAndRelease() {
    try {
      stop();
    } finally {
      directory.release();
    }
  }

  private void startOnFreePorts() {
    for (int attempt = 1; ; attempt++) {
      choosePorts();
      try {
        launch();
        return;
      } catch (SandboxException e) {
        if (attempt == START_ATTEMPTS || !isPortTaken(e)) {
          throw e;
        }
        LOG.warn("a port was taken while the broker started; trying others");
      }
    }
  }

  private void choosePorts() {
    var chosen = new HashMap<String, Integer>();
    chosen.put(BrokerProperties.CLIENT, LoopbackPorts.free());
    options.listeners().keySet().forEach(name -> chosen.put(name, LoopbackPorts.free()));
    ports = Map.copyOf(chosen);
    controllerPort = LoopbackPorts.free();
  }

  private Map<String, Integer> advertised() {
    var all = new HashMap<>(options.listeners());
    all.put(BrokerProperties.CLIENT, ports.get(BrokerProperties.CLIENT));
    return all;
  }

  private void launch() {
    var properties =
        BrokerProperties.of(
            directory.logs(), controllerPort, ports, advertised(), secured(options.overrides()));
    directory.format(properties, options.logins().map(BrokerLogins::stored).orElse(List.of()));
    try {
      server =
          options.process().isPresent()
              ? BrokerChild.start(directory.write(properties), options.process().get())
              : BrokerHere.start(properties);
    } catch (RuntimeException e) {
      throw new SandboxException(
          "the broker did not start on " + directory.logs() + ": " + e.getMessage(), e);
    }
  }

  /** What was overridden explicitly wins. */
  private Map<String, String> secured(Map<String, String> overrides) {
    var all =
        new HashMap<>(
            options.logins().map(logins -> logins.broker(ports.keySet())).orElse(Map.of()));
    all.putAll(overrides);
    return all;
  }

  private static boolean isPortTaken(Throwable fault) {
    for (var t = fault; t != null; t = t.getCause()) {
      if (t instanceof BindException || BrokerChild.tellsOfBinding(t)) {
        return true;
      }
    }
    return false;
  }

  private static int required(Map<String, Integer> byListener, String listener) {
    var port = byListener.get(listenerName(listener));
    if (port == null) {
      throw new IllegalArgumentException(
          "the broker has no listener " + listener + "; it has " + byListener.keySet());
    }
    return port;
  }

  private static String listenerName(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
